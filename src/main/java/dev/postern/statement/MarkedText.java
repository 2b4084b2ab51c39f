package dev.postern.statement;

import java.util.regex.Pattern;

/** A mapper file's text with an {@link Origin} before each run of character data; no line break is added. */
final class MarkedText {

    private static final Pattern MARKUP = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>|<!DOCTYPE[^\\[>]*(?:\\[.*?]\\s*)?>|<(?:[^'\">]|'[^']*'|\"[^\"]*\")*>",
            Pattern.DOTALL);

    private final String file;
    private final String text;
    private final StringBuilder marked = new StringBuilder();
    private boolean inRoot;
    private boolean inRun;

    private MarkedText(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** @param text of a well-formed file */
    static String of(String file, String text) {
        return new MarkedText(file, text).mark();
    }

    private String mark() {
        var markup = MARKUP.matcher(text);
        var at = 0;
        while (markup.find()) {
            characters(at, markup.start());
            tag(markup.start(), markup.group());
            at = markup.end();
        }
        return marked.append(text, at, text.length()).toString();
    }

    private void characters(int start, int end) {
        if (start == end) {
            return;
        }
        if (inRoot && !inRun && !text.substring(start, end).isBlank()) {
            marked.append(new Origin(file, start).instruction());
            inRun = true;
        }
        marked.append(text, start, end);
    }

    /** MyBatis's parser drops comments and joins the text around them, so a run goes on behind one. */
    private void tag(int start, String tag) {
        if (tag.startsWith("<![CDATA[")) {
            marked.append(new Origin(file, start + "<![CDATA[".length()).instruction());
            inRun = false;
        } else if (!tag.startsWith("<!--")) {
            inRun = false;
        }
        if (!tag.startsWith("<!") && !tag.startsWith("<?")) {
            inRoot = true;
        }
        marked.append(tag);
    }
}
