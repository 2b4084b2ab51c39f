package dev.postern.statement;

import java.util.Set;
import java.util.TreeSet;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * MyBatis's XML language with our contract's reading of it: expressions as {@link TestExpression}, and a {@code ?} of
 * the SQL itself kept apart from the driver's placeholders.
 *
 * <p>MyBatis calls it for each statement after the {@code <include>}s were put in their places.
 */
final class ScriptLanguage extends XMLLanguageDriver {

    private static final Set<String> EXPRESSIONS = Set.of("test", "value", "collection");

    @Override
    public SqlSource createSqlSource(Configuration configuration, XNode script, Class<?> parameterType) {
        var tree = new Script(ScriptReader.read(script.getNode()));
        var names = new Names(new TreeSet<>(), new TreeSet<>());
        visit(script.getNode(), names);
        return new ScriptSource(super.createSqlSource(configuration, script, parameterType), tree, names.fromOutside());
    }

    private void visit(Node node, Names names) {
        if (node instanceof Element element) {
            rewrite(element, names);
        }
        if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
            read(node, names);
        }
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            visit(child, names);
        }
    }

    private void rewrite(Element element, Names names) {
        for (var attribute : EXPRESSIONS) {
            if (element.hasAttribute(attribute)) {
                var expression = TestExpression.of(element.getAttribute(attribute));
                names.used().addAll(expression.paths());
                element.setAttribute(attribute, expression.text());
            }
        }
        if (element.getTagName().equals("bind")) {
            Placeholders.bound(element.getAttribute("value"))
                    .forEach(placeholder -> names.used().add(placeholder.path()));
            names.made().add(element.getAttribute("name"));
        }
        if (element.getTagName().equals("foreach")) {
            names.made().add(element.getAttribute("item"));
            names.made().add(element.getAttribute("index"));
        }
    }

    private static void read(Node node, Names names) {
        var text = node.getNodeValue();
        Placeholders.bound(text).forEach(placeholder -> names.used().add(placeholder.path()));
        Placeholders.pasted(text).forEach(placeholder -> names.used().add(placeholder.path()));
        node.setNodeValue(QuestionMarks.escape(text));
    }

    private record Names(Set<String> used, Set<String> made) {

        Set<String> fromOutside() {
            var outside = new TreeSet<>(used);
            outside.removeIf(path -> made.contains(path.split("[.\\[]", 2)[0]));
            return outside;
        }
    }
}
