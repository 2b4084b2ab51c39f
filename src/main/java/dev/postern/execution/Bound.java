package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;

/** What answers a field of which it is known that something does. */
final class Bound {

    private Bound() {}

    static FieldBinding to(FieldPlan field) {
        var binding = field.binding();
        if (binding == null) {
            throw new IllegalStateException("nothing is bound to " + field.name());
        }
        return binding;
    }
}
