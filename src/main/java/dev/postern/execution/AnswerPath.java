package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the answer the writing is: fields, and places in lists from 0. Not safe for use by several threads. */
final class AnswerPath {

    private @Nullable FieldPlan[] fields = new FieldPlan[16];
    private int[] places = new int[16];
    private int depth;

    void enter(FieldPlan field) {
        grow();
        fields[depth++] = field;
    }

    /** The first element of a list, or any other; {@link #move} goes on to the next ones. */
    void enter(int place) {
        grow();
        fields[depth] = null;
        places[depth++] = place;
    }

    void move(int place) {
        places[depth - 1] = place;
    }

    void leave() {
        depth--;
    }

    private void grow() {
        if (depth == places.length) {
            fields = Arrays.copyOf(fields, depth * 2);
            places = Arrays.copyOf(places, depth * 2);
        }
    }

    /** The innermost field, whose place in the document an error names. */
    FieldPlan field() {
        for (int i = depth - 1; i >= 0; i--) {
            var field = fields[i];
            if (field != null) {
                return field;
            }
        }
        throw new IllegalStateException("no field was entered");
    }

    /** Response keys and places, as an error has them. */
    List<Object> segments() {
        var segments = new ArrayList<Object>(depth);
        for (int i = 0; i < depth; i++) {
            var field = fields[i];
            segments.add(field == null ? (Object) places[i] : field.responseKey());
        }
        return segments;
    }
}
