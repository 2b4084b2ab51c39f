package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The errors of an answer, in the order in which they were met. Not safe for use by several threads. */
final class AnswerErrors {

    private final List<Map<String, Object>> errors = new ArrayList<>();
    private final Set<List<Object>> paths = new HashSet<>();

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** All of them, as the specification writes them. */
    List<Map<String, Object>> all() {
        return errors;
    }

    /** A field that could not be answered. */
    void field(AnswerPath path, FieldError error) {
        if (error.equals(FieldError.UNDONE)) {
            paths.add(path.segments());
            return;
        }
        var field = path.field();
        add(path.segments(), error, List.of(location(field)));
    }

    private static Map<String, Integer> location(FieldPlan field) {
        var location = new LinkedHashMap<String, Integer>();
        location.put("line", field.line());
        location.put("column", field.column());
        return location;
    }

    /** What ended all of the operation. */
    void operation(FieldError error) {
        var written = new LinkedHashMap<String, Object>();
        written.put("message", error.message());
        written.put("extensions", error.extensions());
        errors.add(written);
    }

    /** A null behind a {@code !}, unless an error has said why already. */
    void nothing(AnswerPath path) {
        var segments = path.segments();
        if (!paths.contains(segments)) {
            add(segments, FieldError.nothing(joined(segments)), List.of());
        }
    }

    /** A value that its type cannot hold. */
    void misfit(AnswerPath path, String reason) {
        var segments = path.segments();
        add(segments, FieldError.misfit(joined(segments), reason), List.of());
    }

    /** An object whose concrete type is not known. */
    void unresolved(AnswerPath path, FieldError error) {
        add(path.segments(), error, List.of());
    }

    private void add(List<Object> segments, FieldError error, List<Map<String, Integer>> locations) {
        paths.add(segments);
        var written = new LinkedHashMap<String, Object>();
        written.put("message", error.message());
        if (!locations.isEmpty()) {
            written.put("locations", locations);
        }
        written.put("path", segments);
        written.put("extensions", error.extensions());
        errors.add(written);
    }

    private static String joined(List<Object> segments) {
        return segments.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
