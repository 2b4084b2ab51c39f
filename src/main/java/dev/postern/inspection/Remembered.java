package dev.postern.inspection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What Postgres answered to questions of one kind: in this inspection, and in the one before it, so that what nobody asks
 * any more is forgotten. Safe for use by several threads but for {@link #begin}.
 */
final class Remembered<Q, A> {

    private final Predicate<A> lasting;
    private Map<Q, A> before = Map.of();
    private Map<Q, A> now = new ConcurrentHashMap<>();

    /** @param lasting what is no refusal, which may be of the moment and is asked for again */
    Remembered(Predicate<A> lasting) {
        this.lasting = lasting;
    }

    /** What is asked for answers to some questions, in their order. */
    interface Asker<Q, A, E extends Exception> {
        List<A> answers(List<Q> questions) throws E;
    }

    /** Another inspection begins. */
    void begin() {
        before = now;
        now = new ConcurrentHashMap<>();
    }

    /** The answers to questions, in their order; the asker has those that are not remembered, each once. */
    <E extends Exception> List<A> answers(List<Q> questions, Asker<Q, A, E> asker) throws E {
        var unknown = questions.stream()
                .filter(question -> known(question) == null)
                .distinct()
                .toList();
        var asked = new HashMap<Q, A>();
        var found = unknown.isEmpty() ? List.<A>of() : asker.answers(unknown);
        for (int i = 0; i < unknown.size(); i++) {
            asked.put(unknown.get(i), found.get(i));
        }
        asked.forEach((question, answer) -> {
            if (lasting.test(answer)) {
                now.put(question, answer);
            }
        });
        return questions.stream()
                .map(question -> Objects.requireNonNullElseGet(asked.get(question), () -> now(question)))
                .toList();
    }

    private A now(Q question) {
        return Objects.requireNonNull(now.get(question));
    }

    private @Nullable A known(Q question) {
        var known = before.get(question);
        if (known != null) {
            now.put(question, known);
        }
        return now.get(question);
    }
}
