package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The {@code #{…}} and {@code ${…}} of a text. */
final class Placeholders {

    private static final Pattern BOUND = Pattern.compile("(?<!\\\\)#\\{\\s*([^},:\\s]+)[^}]*}");
    private static final Pattern PASTED = Pattern.compile("(?<!\\\\)\\$\\{\\s*([^}]*?)\\s*}");

    private Placeholders() {}

    /**
     * What stands between the braces, and where.
     *
     * @param path as in {@code filter.flag}
     * @param offset of the placeholder's first character in the text
     */
    record Placeholder(String path, int offset) {

        /** The path's first name. */
        String root() {
            return path.split("[.\\[(]", 2)[0];
        }
    }

    /** Every {@code #{…}}, whose value is bound; options behind a comma are not part of the path. */
    static List<Placeholder> bound(String text) {
        return all(BOUND, text);
    }

    /** Every {@code ${…}}, which MyBatis pastes into the text. */
    static List<Placeholder> pasted(String text) {
        return all(PASTED, text);
    }

    private static List<Placeholder> all(Pattern pattern, String text) {
        var placeholders = new ArrayList<Placeholder>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            placeholders.add(new Placeholder(matcher.group(1), matcher.start()));
        }
        return placeholders;
    }
}
