package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.finding.Place;
import dev.postern.inspection.InspectedStatement.Refused;
import dev.postern.statement.StatementKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether Postgres accepts every text of a statement, and whether the statement may do what it does. */
final class PrepareRules {

    /** Postgres cannot tell a parameter's type. */
    private static final String INDETERMINATE = "42P18";

    private final Notes notes;

    PrepareRules(Notes notes) {
        this.notes = notes;
    }

    void check(InspectedStatement inspected) {
        var statement = inspected.statement();
        refusals(inspected);
        if (!inspected.refused().isEmpty()) {
            notes.notChecked(
                    statement.place(),
                    "what " + statement.name() + " takes and returns",
                    "Postgres refuses %d of its %d texts"
                            .formatted(inspected.refused().size(), inspected.variants()));
        }
        if (inspected.variants() < inspected.possible()) {
            notes.notChecked(
                    statement.place(),
                    statement.name(),
                    "%d of its up to %d texts were prepared: of %s only each two were tried in all their combinations"
                            .formatted(
                                    inspected.variants(), inspected.possible(), String.join(", ", inspected.paired())));
        }
        for (var list : inspected.absentLists()) {
            notes.error(
                    "SQL-108",
                    statement.place(),
                    statement.name(),
                    "the <foreach> over '" + list + "' fails when that is absent",
                    "Put it into <if test=\"" + list + " != null\">, or make the argument required.");
        }
        if (statement.kind() == StatementKind.SELECT && !inspected.writes().isEmpty() && !isMutation(inspected)) {
            notes.error(
                    "SQL-109",
                    statement.place(),
                    statement.name(),
                    "it writes to or locks " + String.join(", ", inspected.writes())
                            + ", and only a field of Mutation may",
                    "Read without it, or answer a field of Mutation.");
        }
    }

    private static boolean isMutation(InspectedStatement inspected) {
        return inspected.bindings().stream().allMatch(binding -> binding instanceof FieldBinding.Write);
    }

    /** One finding for each message and place, or one for all when they have their cause in common. */
    private void refusals(InspectedStatement inspected) {
        var groups = new LinkedHashMap<List<String>, List<Refused>>();
        for (var refused : inspected.refused()) {
            groups.computeIfAbsent(
                            List.of(refused.refusal().message(), String.valueOf(place(refused))),
                            ignored -> new ArrayList<>())
                    .add(refused);
        }
        var cause = inspected.refused().isEmpty() ? "" : when(inspected, inspected.refused());
        if (!cause.isEmpty()) {
            refusal(inspected, inspected.refused().getFirst(), cause);
            return;
        }
        groups.values().forEach(group -> refusal(inspected, group.getFirst(), when(inspected, group)));
    }

    private static @Nullable Place place(Refused refused) {
        return refused.refusal().position() == 0
                ? null
                : refused.variant().place(refused.refusal().position());
    }

    /** What is wrong in a fragment is told once. */
    private void refusal(InspectedStatement inspected, Refused refused, String when) {
        var found = place(refused);
        if (found != null && !notes.first("SQL-101", found + refused.refusal().message())) {
            return;
        }
        notes.error(
                "SQL-101",
                found == null ? inspected.statement().place() : found,
                inspected.statement().name(),
                "Postgres refuses it" + when + ": " + refused.refusal().message(),
                cure(refused));
    }

    /** What all the refused texts have in common and no accepted one has as a whole. */
    private static String when(InspectedStatement inspected, List<Refused> group) {
        if (inspected.prepared().isEmpty() && group.size() == inspected.variants()) {
            return "";
        }
        var common = new TreeSet<>(group.getFirst().variant().facts());
        group.forEach(refused -> common.retainAll(refused.variant().facts()));
        inspected.prepared().stream()
                .map(prepared -> prepared.variant().facts())
                .reduce(PrepareRules::both)
                .ifPresent(common::removeAll);
        return common.isEmpty() ? "" : common.stream().collect(Collectors.joining(" and ", " when ", ""));
    }

    private static Set<String> both(Set<String> left, Set<String> right) {
        var both = new TreeSet<>(left);
        both.retainAll(right);
        return both;
    }

    private static String cure(Refused refused) {
        if (refused.refusal().sqlState().equals(INDETERMINATE)) {
            return "Cast the parameter, as in '#{x}::text'.";
        }
        var hint = refused.refusal().hint().strip();
        return hint.isEmpty()
                ? "Correct the SQL, or migrate the database."
                : hint + (hint.endsWith(".") || hint.endsWith("?") ? "" : ".");
    }
}
