package dev.postern.inspection;

import java.util.Collection;

/**
 * Whether a value can be null.
 *
 * @param kind the verdict
 * @param reason why it is not {@link Kind#NEVER}, to be put behind "because"; empty for that
 */
record Nullness(Kind kind, String reason) {

    static final Nullness NEVER = new Nullness(Kind.NEVER, "");

    /** The verdicts. */
    enum Kind {
        NEVER,
        /** Nothing that is declared prevents it. */
        MAYBE,
        UNKNOWN
    }

    static Nullness maybe(String reason) {
        return new Nullness(Kind.MAYBE, reason);
    }

    static Nullness unknown(String reason) {
        return new Nullness(Kind.UNKNOWN, reason);
    }

    boolean isNever() {
        return kind == Kind.NEVER;
    }

    /** That of something which is null when any of these is. */
    static Nullness any(Collection<Nullness> parts) {
        return parts.stream()
                .filter(part -> part.kind == Kind.MAYBE)
                .findFirst()
                .or(() -> parts.stream().filter(part -> !part.isNever()).findFirst())
                .orElse(NEVER);
    }

    /** That of something which is null when all of these are. */
    static Nullness all(Collection<Nullness> parts) {
        if (parts.isEmpty() || parts.stream().anyMatch(Nullness::isNever)) {
            return NEVER;
        }
        return parts.stream()
                .filter(part -> part.kind == Kind.UNKNOWN)
                .findFirst()
                .orElseGet(() -> parts.iterator().next());
    }
}
