package dev.postern.document;

/** What the registered documents are good for. */
public enum DocumentMode {
    /** They are checked at start and otherwise left alone. */
    OFF,
    /** They run by their ids; any other document runs too, and is named in the log. */
    LOG,
    /** They run by their ids; any other document runs too. */
    PREFER,
    /** They run, by their ids or as they are, and nothing else does. */
    ONLY
}
