package dev.postern.statement;

/**
 * What a parameter is in a variant, as far as a script can tell.
 *
 * @param kind which of the ways to be
 * @param text the literal of {@link Kind#LITERAL}, otherwise empty
 */
record Given(Kind kind, String text) {

    static final Given NULL = new Given(Kind.NULL, "");
    static final Given TRUE = new Given(Kind.TRUE, "");
    static final Given FALSE = new Given(Kind.FALSE, "");
    static final Given SOMETHING = new Given(Kind.SOMETHING, "");
    static final Given OTHER = new Given(Kind.OTHER, "");
    static final Given NONE = new Given(Kind.NONE, "");
    static final Given ONE = new Given(Kind.ONE, "");
    static final Given TWO = new Given(Kind.TWO, "");

    /** The ways to be. */
    enum Kind {
        NULL,
        /** A value that some test names. */
        LITERAL,
        /** Any value, of which no test names one. */
        SOMETHING,
        /** A value that no test names, where some do. */
        OTHER,
        TRUE,
        FALSE,
        /** A list without an entry, with one, with two. */
        NONE,
        ONE,
        TWO
    }

    static Given literal(String text) {
        return new Given(Kind.LITERAL, text);
    }

    /** The number of entries of a list; of anything else there is one. */
    int size() {
        return switch (kind) {
            case NULL, NONE -> 0;
            case TWO -> 2;
            case LITERAL, SOMETHING, OTHER, TRUE, FALSE, ONE -> 1;
        };
    }

    /** What OGNL takes it for. */
    boolean isTrue() {
        return switch (kind) {
            case NULL, FALSE -> false;
            case LITERAL, SOMETHING, OTHER, TRUE, NONE, ONE, TWO -> true;
        };
    }

    /** How a message says it of a path: {@code orderBy is 'NEWEST'}. */
    String of(String path) {
        return switch (kind) {
            case NULL -> path + " is absent";
            case SOMETHING -> path + " is given";
            case OTHER -> path + " is something else";
            case LITERAL -> path + " is '" + text + "'";
            case TRUE -> path + " is true";
            case FALSE -> path + " is false";
            case NONE -> path + " is empty";
            case ONE -> path + " has one entry";
            case TWO -> path + " has two entries";
        };
    }
}
