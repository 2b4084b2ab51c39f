package dev.postern.statement;

/**
 * Where a run of a script's text begins.
 *
 * <p>MyBatis's tree knows no places, so each run of character data is preceded by a processing instruction that names
 * its own: it stays before its text when an {@code <include>} is put in its place, and MyBatis passes over it.
 *
 * @param file the mapper file
 * @param offset of the run's first character in the file's text
 */
record Origin(String file, int offset) {

    /** The instruction's target, which no other program uses. */
    static final String INSTRUCTION = "postern-at";

    /** The instruction's data. */
    String data() {
        return offset + " " + file;
    }

    static Origin parse(String data) {
        var parts = data.split(" ", 2);
        return new Origin(parts[1], Integer.parseInt(parts[0]));
    }

    String instruction() {
        return "<?" + INSTRUCTION + " " + data() + "?>";
    }
}
