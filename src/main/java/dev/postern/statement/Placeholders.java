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
            return Placeholders.root(path);
        }
    }

    /** A path's first name. */
    static String root(String path) {
        var end = 0;
        while (end < path.length() && ".[(".indexOf(path.charAt(end)) < 0) {
            end++;
        }
        return path.substring(0, end);
    }

    /** Every {@code #{…}}, whose value is bound; options behind a comma are not part of the path. */
    static List<Placeholder> bound(String text) {
        return all(BOUND, "#{", text);
    }

    /** Every {@code ${…}}, which MyBatis pastes into the text. */
    static List<Placeholder> pasted(String text) {
        return all(PASTED, "${", text);
    }

    /** Most texts have none, which takes less to see than the pattern does. */
    private static List<Placeholder> all(Pattern pattern, String opening, String text) {
        if (!text.contains(opening)) {
            return List.of();
        }
        var placeholders = new ArrayList<Placeholder>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            placeholders.add(new Placeholder(matcher.group(1), matcher.start()));
        }
        return placeholders;
    }
}
