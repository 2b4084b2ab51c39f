package dev.postern.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.builder.MapperBuilderAssistant;
import org.apache.ibatis.builder.xml.XMLIncludeTransformer;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.session.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of mapper files, made by MyBatis's own parts: its DTD, its includes and its dynamic SQL.
 *
 * <p>Its {@code XMLMapperBuilder} puts these together too, but looks for each element by XPath and for a class by each
 * statement's name, which took half of the time and found nothing that is read here. Every file is added before the first
 * statement is made, because a fragment may stand in any of them.
 */
final class MapperScripts {

    private final MapperDocuments documents = new MapperDocuments();
    private final Configuration configuration = new Configuration();
    private final ScriptLanguage language = new ScriptLanguage();
    private final Map<String, ScriptSource> sources = new HashMap<>();

    /**
     * A file whose elements are where the DTD allows them.
     *
     * @param statements its elements that hold SQL
     */
    record Mapper(MapperFile file, List<XNode> statements) {}

    /**
     * What is in a file; no element of it is asked for by XPath, so its nodes have no parser.
     *
     * @throws IllegalArgumentException for what the DTD does not allow
     */
    Mapper add(MapperFile file) {
        var root = new XNode(null, documents.root(file), configuration.getVariables());
        var statements = new ArrayList<XNode>();
        for (var element : root.getChildren()) {
            if (element.getName().equals("sql")) {
                configuration.getSqlFragments().put(file.qualified(element.getStringAttribute("id")), element);
            } else {
                statements.add(element);
            }
        }
        return new Mapper(file, statements);
    }

    /** @throws RuntimeException for what MyBatis cannot read */
    void make(Mapper mapper) {
        var assistant = new MapperBuilderAssistant(configuration, mapper.file().file());
        assistant.setCurrentNamespace(mapper.file().namespace());
        var includes = new XMLIncludeTransformer(configuration, assistant);
        for (var statement : mapper.statements()) {
            includes.applyIncludes(statement.getNode());
            var source = (ScriptSource) language.createSqlSource(configuration, statement, Object.class);
            sources.put(mapper.file().qualified(statement.getStringAttribute("id")), source);
        }
    }

    /** That of a statement by its whole name, null where it could not be made. */
    @Nullable
    ScriptSource source(String name) {
        return sources.get(name);
    }
}
