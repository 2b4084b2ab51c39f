package dev.postern.statement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;

/** The reading of a statement's element, as MyBatis hands it over, into our own tree. */
final class ScriptReader {

    /** MyBatis's {@code WhereSqlNode}. */
    private static final List<String> WHERE = List.of("AND ", "OR ", "AND\n", "OR\n", "AND\r", "OR\r", "AND\t", "OR\t");

    private ScriptReader() {}

    /** The parts below an element. */
    static List<ScriptNode> read(Node parent) {
        var parts = new ArrayList<ScriptNode>();
        @Nullable Origin origin = null;
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                parts.add(element(element));
            }
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                parts.add(new ScriptNode.Text(child.getNodeValue(), origin));
            }
            origin = child instanceof ProcessingInstruction mark
                            && mark.getTarget().equals(Origin.INSTRUCTION)
                    ? Origin.parse(mark.getData())
                    : null;
        }
        return List.copyOf(parts);
    }

    private static ScriptNode element(Element element) {
        return switch (element.getTagName()) {
            case "if" -> when(element);
            case "choose" -> choice(element);
            case "foreach" ->
                new ScriptNode.Each(
                        element.getAttribute("collection").strip(),
                        element.getAttribute("item"),
                        element.getAttribute("index"),
                        element.getAttribute("open"),
                        element.getAttribute("separator"),
                        element.getAttribute("close"),
                        read(element));
            case "bind" ->
                new ScriptNode.Made(element.getAttribute("name"), PageExpression.order(element.getAttribute("value")));
            case "where" -> new ScriptNode.Trimmed("WHERE", "", WHERE, List.of(), read(element));
            case "set" -> new ScriptNode.Trimmed("SET", "", List.of(","), List.of(","), read(element));
            default ->
                new ScriptNode.Trimmed(
                        element.getAttribute("prefix"),
                        element.getAttribute("suffix"),
                        overrides(element.getAttribute("prefixOverrides")),
                        overrides(element.getAttribute("suffixOverrides")),
                        read(element));
        };
    }

    private static ScriptNode.When when(Element element) {
        return new ScriptNode.When(ConditionParser.parse(element.getAttribute("test")), read(element));
    }

    private static ScriptNode choice(Element choose) {
        var whens = new ArrayList<ScriptNode.When>();
        List<ScriptNode> otherwise = List.of();
        for (var child = choose.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals("when")) {
                whens.add(when(element));
            } else if (child instanceof Element element) {
                otherwise = read(element);
            }
        }
        return new ScriptNode.Choice(List.copyOf(whens), otherwise);
    }

    private static List<String> overrides(String words) {
        return words.isEmpty()
                ? List.of()
                : Arrays.stream(words.split("\\|", -1))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.toUpperCase(Locale.ENGLISH))
                        .toList();
    }
}
