package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.identity.Caller;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.Planned;
import dev.postern.schema.ResumeDirective;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's operation, as it is run for events.
 *
 * @param planned a subscription
 * @param binding what answers its field
 * @param key what the statement knows the subscriber by
 * @param sharing equal for those which one run answers
 */
public record EventQuery(
        Planned.Direct planned, Caller caller, FieldBinding.Subscribed binding, EventKey key, Sharing sharing) {

    /**
     * What subscribers have in common that one run can answer.
     *
     * @param plan the same document, compared by identity
     * @param given to each statement of the plan, without what is a key
     * @param claims empty where nobody looks at them
     */
    public record Sharing(Object plan, List<Object> given, String claims) {

        public Sharing {
            given = List.copyOf(given);
        }
    }

    /** The subscription's field. */
    FieldPlan field() {
        return field(planned);
    }

    static FieldPlan field(Planned.Direct planned) {
        return planned.plan().stages().getFirst().fields().getFirst();
    }

    /** The cursor behind which its stream goes on, null where it begins with what is new. */
    public @Nullable String after() {
        return field().arguments().values(planned.variables()).get(ResumeDirective.AFTER) instanceof String cursor
                ? cursor
                : null;
    }

    /** The path of a field that the statement takes of an event and that it has not, empty where it has all. */
    public String missingIn(Map<?, ?> event) {
        return binding.statement().parameters().stream()
                .filter(path -> path.startsWith("event.") && !isIn(event, path))
                .sorted()
                .findFirst()
                .orElse("");
    }

    /** Null is a value, and everything inside of null is null. */
    private static boolean isIn(Map<?, ?> event, String path) {
        var names = path.split("[.\\[]", -1);
        Object value = event;
        for (int i = 1; i < names.length && value instanceof Map<?, ?> object; i++) {
            if (!object.containsKey(names[i])) {
                return false;
            }
            value = object.get(names[i]);
        }
        return true;
    }
}
