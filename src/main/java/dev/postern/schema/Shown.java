package dev.postern.schema;

import java.util.List;
import java.util.Map;

/** A value as a message shows it: quoted as JSON would, cut when it is long. */
final class Shown {

    private static final int MOST = 60;

    private Shown() {}

    static String of(Object value) {
        return switch (value) {
            case String text -> '"' + escaped(cut(text)) + '"';
            case Map<?, ?> ignored -> "an object";
            case List<?> ignored -> "a list";
            case byte[] ignored -> "binary data";
            case Number number -> cut(number.toString());
            case Boolean truth -> truth.toString();
            default -> "this value";
        };
    }

    private static String cut(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
    }

    private static String escaped(String text) {
        var shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < ' ' || Character.isSurrogate((char) c) || c == 0x7f) {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.append(c == '"' ? "\\\"" : String.valueOf((char) c));
            }
        });
        return shown.toString();
    }
}
