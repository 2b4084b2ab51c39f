package dev.postern.plan;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.PagePart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A selected field; immutable. */
public final class FieldPlan {

    private final String name;
    private final String responseKey;
    private final byte[] label;
    private final int position;
    private final @Nullable FieldBinding binding;
    private final TypePlan type;
    private final ArgumentPlan arguments;
    private final int line;
    private final int column;

    private final List<FieldPlan> totals;
    private final @Nullable Refusal refusal;

    FieldPlan(
            Selected selected,
            int position,
            @Nullable FieldBinding binding,
            TypePlan type,
            ArgumentPlan arguments,
            List<FieldPlan> totals,
            @Nullable Refusal refusal) {
        this.name = selected.name();
        this.responseKey = selected.responseKey();
        this.label = ((position == 0 ? "{\"" : ",\"") + responseKey + "\":").getBytes(StandardCharsets.US_ASCII);
        this.position = position;
        this.binding = binding;
        this.type = type;
        this.arguments = arguments;
        this.line = selected.line();
        this.column = selected.column();
        this.totals = List.copyOf(totals);
        this.refusal = refusal;
    }

    /** The same place in the document, answered by something else. */
    private FieldPlan(FieldPlan selected, FieldBinding binding, ArgumentPlan arguments) {
        this.name = selected.name;
        this.responseKey = selected.responseKey;
        this.label = selected.label;
        this.position = selected.position;
        this.binding = binding;
        this.type = selected.type;
        this.arguments = arguments;
        this.line = selected.line;
        this.column = selected.column;
        this.totals = List.of();
        this.refusal = null;
    }

    /**
     * The count of a connection as a field of the connection's parents, whose keys its statement takes.
     *
     * @param given the arguments of the connection without the page's
     */
    FieldPlan counted(FieldBinding total, ArgumentPlan given) {
        return new FieldPlan(this, total, given);
    }

    /** The field's name in the SDL, {@code __typename} among them. */
    public String name() {
        return name;
    }

    /** Its name in the answer: the alias, if there is one. */
    public String responseKey() {
        return responseKey;
    }

    /** What stands before the value in JSON, in ASCII and to be read only: <code>{"id":</code> or {@code ,"name":}. */
    public byte[] label() {
        return label;
    }

    /** Its place among its siblings, from 0. */
    public int position() {
        return position;
    }

    /** Why nothing answers it, null where something does. */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    /** What answers it, null for {@code __typename} and for what is refused. */
    public @Nullable FieldBinding binding() {
        return binding;
    }

    public TypePlan type() {
        return type;
    }

    public ArgumentPlan arguments() {
        return arguments;
    }

    /** The counts that are selected of a connection, each by a statement that runs beside the connection's own. */
    public List<FieldPlan> totals() {
        return totals;
    }

    /** The count that is answered where a field of the connection stands. */
    public FieldPlan total(FieldPlan selected) {
        return totals.stream()
                .filter(total -> total.position == selected.position)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing counts " + name));
    }

    /** The line of the document, from 1, in which it stands first. */
    public int line() {
        return line;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }

    /** Whether it shows this part of a page. */
    public boolean shows(PagePart part) {
        return binding instanceof FieldBinding.Paged paged && paged.part() == part;
    }

    /** Whether it is a page of rows. */
    public boolean isConnection() {
        return binding != null && binding.isConnection();
    }

    /** Whether its own statement has anything to bring: of a connection, more than a count. */
    public boolean asksForRows() {
        return !isConnection()
                || type.objects().stream()
                        .flatMap(connection -> connection.fields().stream())
                        .anyMatch(field -> field.shows(PagePart.EDGES)
                                || field.shows(PagePart.NODES)
                                || field.shows(PagePart.PAGE_INFO));
    }

    /** Whether a statement of its own answers it. */
    public boolean hasStatement() {
        return binding != null && binding.hasStatement();
    }

    /** Whether it brings what other services name by their keys. */
    public boolean bringsEntities() {
        return binding instanceof FieldBinding.Entities;
    }

    boolean asks() {
        return bringsEntities() || hasStatement() || type.objects().stream().anyMatch(ObjectPlan::asks);
    }
}
