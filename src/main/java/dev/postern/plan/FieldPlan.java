package dev.postern.plan;

import dev.postern.binding.FieldBinding;
import java.nio.charset.StandardCharsets;
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

    FieldPlan(Selected selected, int position, @Nullable FieldBinding binding, TypePlan type, ArgumentPlan arguments) {
        this.name = selected.name();
        this.responseKey = selected.responseKey();
        this.label = ((position == 0 ? "{\"" : ",\"") + responseKey + "\":").getBytes(StandardCharsets.US_ASCII);
        this.position = position;
        this.binding = binding;
        this.type = type;
        this.arguments = arguments;
        this.line = selected.line();
        this.column = selected.column();
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

    /** What answers it, null for {@code __typename}. */
    public @Nullable FieldBinding binding() {
        return binding;
    }

    public TypePlan type() {
        return type;
    }

    public ArgumentPlan arguments() {
        return arguments;
    }

    /** The line of the document, from 1, in which it stands first. */
    public int line() {
        return line;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }

    /** Whether a statement of its own answers it. */
    public boolean hasStatement() {
        return binding != null && binding.hasStatement();
    }

    boolean asks() {
        return hasStatement() || type.objects().stream().anyMatch(ObjectPlan::asks);
    }
}
