package dev.postern.statement;

import dev.postern.finding.Place;
import java.util.Map;
import java.util.Set;

/** The way back from a character of a script's text to the line and column of its mapper file; immutable. */
final class RunPlaces {

    private static final String CDATA = "<![CDATA[";
    private static final Set<String> ENTITIES = Set.of("lt", "gt", "amp", "quot", "apos");

    private final Map<String, String> texts;

    /** @param texts each file's whole text */
    RunPlaces(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /**
     * The place of a character.
     *
     * @param run the text as MyBatis has it: entities resolved, comments gone
     * @param index of the character in the run
     */
    Place of(Origin origin, String run, int index) {
        var text = texts.getOrDefault(origin.file(), "");
        var at = raw(text, origin.offset(), run, index);
        var line = 1;
        var lineStart = 0;
        for (var end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', lineStart)) {
            line++;
            lineStart = end + 1;
        }
        return new Place(origin.file(), line, at - lineStart + 1);
    }

    /** Where a property was put into a fragment the two texts part, and the last common place is the answer. */
    private static int raw(String text, int start, String run, int index) {
        var verbatim = text.startsWith(CDATA, start - CDATA.length());
        var at = start;
        for (int i = 0; i < index && at < text.length(); i++) {
            at = verbatim ? at : behindComments(text, at);
            var width = verbatim ? 1 : width(text, at);
            if (width == 1 && text.charAt(at) != run.charAt(i) && text.charAt(at) != '\r') {
                return at;
            }
            at += text.startsWith("\r\n", at) ? 2 : width;
        }
        return Math.min(verbatim ? at : behindComments(text, at), text.length());
    }

    private static int behindComments(String text, int start) {
        var at = start;
        while (text.startsWith("<!--", at)) {
            at = text.indexOf("-->", at) + "-->".length();
        }
        return at;
    }

    /** How many characters of the file stand for one of the run. */
    private static int width(String text, int at) {
        var end = text.charAt(at) == '&' ? text.indexOf(';', at) : -1;
        if (end < 0) {
            return 1;
        }
        var name = text.substring(at + 1, end);
        return name.startsWith("#") || ENTITIES.contains(name) ? end - at + 1 : 1;
    }
}
