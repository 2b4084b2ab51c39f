package dev.postern.statement;

import java.util.regex.Pattern;

/** What an XML parser says, without the place that a finding has anyway. */
final class XmlMessages {

    private static final Pattern PLACE = Pattern.compile("ParseError at \\[row,col]:\\[\\d+,\\d+]\\s*Message:\\s*");

    private XmlMessages() {}

    /** The message on one line, without a full stop. */
    static String plain(String message) {
        var text = PLACE.matcher(message).replaceAll("").replaceAll("\\s+", " ").strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
