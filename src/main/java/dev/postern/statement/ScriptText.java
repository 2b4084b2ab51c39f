package dev.postern.statement;

import dev.postern.statement.TracedText.Bound;
import dev.postern.statement.TracedText.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The making of a script's SQL when its parameters are what somebody says, joined and trimmed as MyBatis does it.
 *
 * <p>Right: the text of {@code <where><if test="flag != null">and v.flag = #{flag}</if></where>} is {@code WHERE v.flag
 * = #{flag}} when {@code flag} is something, and empty when it is null. No value is made up.
 */
final class ScriptText {

    /** Stands for a parameter; no SQL has it. */
    static final String PARAMETER = "\u0001";

    private final Case given;
    private final Map<String, @Nullable String> made = new HashMap<>();
    private final Map<String, Map<String, Object>> pages = new HashMap<>();

    private ScriptText(Case given) {
        this.given = given;
    }

    /** @throws AbsentListException for a {@code foreach} over what is null */
    static TracedText of(List<ScriptNode> script, Case given) {
        return new ScriptText(given).all(script, " ").strip();
    }

    /** A {@code foreach} that MyBatis refuses to run. */
    static final class AbsentListException extends RuntimeException {

        private final String collection;

        AbsentListException(String collection) {
            super("the list " + collection + " is null");
            this.collection = collection;
        }

        String collection() {
            return collection;
        }
    }

    /** MyBatis puts a blank between parts, but none inside of {@code <trim>}, {@code <where>} and {@code <set>}. */
    private TracedText all(List<ScriptNode> parts, String separator) {
        var pieces = new ArrayList<Piece>();
        for (var part : parts) {
            var next = one(part, separator).pieces();
            if (!pieces.isEmpty() && !next.isEmpty()) {
                pieces.addAll(TracedText.of(separator).pieces());
            }
            pieces.addAll(next);
        }
        return new TracedText(pieces);
    }

    private TracedText one(ScriptNode part, String separator) {
        return switch (part) {
            case ScriptNode.Text text -> parameters(text);
            case ScriptNode.When when -> given.holds(when.test()) ? all(when.parts(), separator) : TracedText.EMPTY;
            case ScriptNode.Choice choice -> all(chosen(choice), separator);
            case ScriptNode.Each each -> each(each, separator);
            case ScriptNode.Made bind -> {
                made(bind);
                yield TracedText.EMPTY;
            }
            case ScriptNode.Trimmed trimmed -> trimmed(trimmed);
        };
    }

    private List<ScriptNode> chosen(ScriptNode.Choice choice) {
        return choice.whens().stream()
                .filter(when -> given.holds(when.test()))
                .findFirst()
                .map(ScriptNode.When::parts)
                .orElse(choice.otherwise());
    }

    private TracedText each(ScriptNode.Each each, String separator) {
        var list = given.of(each.collection());
        if (list.kind() == Given.Kind.NULL) {
            throw new AbsentListException(each.collection());
        }
        if (list.size() == 0) {
            return TracedText.EMPTY;
        }
        var outer = new HashMap<>(made);
        var collection = resolve(each.collection());
        made.put(each.item(), collection == null ? null : collection + "[]");
        made.put(each.index(), null);
        var text = TracedText.of(each.open());
        for (int i = 0; i < list.size(); i++) {
            var between = i == 0 ? "" : each.separator();
            text = text.plus(TracedText.of(between)).plus(all(each.parts(), separator));
        }
        made.clear();
        made.putAll(outer);
        return text.plus(TracedText.of(each.close()));
    }

    private TracedText trimmed(ScriptNode.Trimmed trimmed) {
        var text = all(trimmed.parts(), "").strip();
        var capitals = text.text().toUpperCase(Locale.ENGLISH);
        if (capitals.isEmpty()) {
            return TracedText.EMPTY;
        }
        var start = trimmed.leading().stream()
                .filter(capitals::startsWith)
                .findFirst()
                .map(word -> word.strip().length())
                .orElse(0);
        var end = trimmed.trailing().stream()
                .filter(word -> capitals.endsWith(word) || capitals.endsWith(word.strip()))
                .findFirst()
                .map(word -> word.strip().length())
                .orElse(0);
        var prefix = trimmed.prefix().isEmpty() ? "" : trimmed.prefix() + " ";
        var suffix = trimmed.suffix().isEmpty() ? "" : " " + trimmed.suffix();
        return TracedText.of(prefix)
                .plus(text.substring(start, capitals.length() - end))
                .plus(TracedText.of(suffix));
    }

    private void made(ScriptNode.Made bind) {
        var order = bind.order();
        made.put(bind.name(), order == null ? null : PageCase.PATH);
        if (order != null) {
            var page = PageCase.of(given.of(PageCase.PATH), order).page(order);
            pages.put(bind.name(), page.texts(order));
        }
    }

    /** Its parameters apart from the rest, and in place of {@code ${p.seek}} what a page says. */
    private TracedText parameters(ScriptNode.Text run) {
        var pieces = new ArrayList<Piece>();
        var at = 0;
        for (var pasted : Placeholders.pasted(run.text())) {
            var page = pages.get(pasted.root());
            if (page == null) {
                continue;
            }
            var text = page.get(pasted.path().substring(pasted.path().indexOf('.') + 1));
            add(new Piece(run.text().substring(at, pasted.offset()), run, at, null), pieces);
            add(new Piece(String.valueOf(text), run, pasted.offset(), null, true), pieces);
            at = run.text().indexOf('}', pasted.offset()) + 1;
        }
        add(new Piece(run.text().substring(at), run, at, null), pieces);
        return new TracedText(pieces);
    }

    private void add(Piece piece, List<Piece> pieces) {
        var text = piece.text();
        var at = 0;
        for (var placeholder : Placeholders.bound(text)) {
            if (placeholder.offset() > at) {
                pieces.add(piece.cut(at, placeholder.offset()));
            }
            var bound = new Bound(placeholder.path(), resolve(placeholder.path()));
            var start = piece.isPasted() ? piece.start() : piece.start() + placeholder.offset();
            pieces.add(new Piece(PARAMETER, piece.run(), start, bound, piece.isPasted()));
            at = text.indexOf('}', placeholder.offset()) + 1;
        }
        if (at < text.length()) {
            pieces.add(piece.cut(at, text.length()));
        }
    }

    /** Where a path leads outside of the script, null when it ends inside. */
    private @Nullable String resolve(String path) {
        var root = Placeholders.root(path);
        if (!made.containsKey(root)) {
            return path.indexOf('[') < 0 ? path : path.replaceAll("\\[[^\\]]*]", "[]");
        }
        var source = made.get(root);
        return source == null ? null : source + path.substring(root.length());
    }
}
