package dev.postern.console;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.finding.Finding;
import dev.postern.inspection.InspectionReport;
import dev.postern.schema.SourcePlace;
import dev.postern.statement.StatementCatalogue;
import dev.postern.statement.StatementSource;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema as it is bound: its types and fields, the statements that answer them, the names of the tables that these touch, and
 * what the check found.
 *
 * @param folder the project's, for the mapper files
 * @param found everything that was found, by the check and before
 */
public record SchemaMap(
        Path folder,
        GraphQLSchema schema,
        Bindings bindings,
        StatementCatalogue statements,
        InspectionReport report,
        List<Finding> found) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public SchemaMap {
        found = List.copyOf(found);
    }

    /** All of it as JSON; it is made anew each time. */
    public String json() {
        var value = new LinkedHashMap<String, Object>();
        value.put("types", types());
        value.put("statements", statementValues());
        value.put("findings", found.stream().map(SchemaMap::finding).toList());
        value.put(
                "notChecked", report.notChecked().stream().map(String::valueOf).toList());
        return JSON.writeValueAsString(value);
    }

    private List<Map<String, Object>> types() {
        var answering = new AnsweringStatements(schema, bindings);
        return schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .filter(type -> type instanceof GraphQLObjectType)
                .sorted(Comparator.comparing(GraphQLNamedType::getName))
                .map(type -> type((GraphQLObjectType) type, answering))
                .toList();
    }

    private Map<String, Object> type(GraphQLObjectType type, AnsweringStatements answering) {
        var value = new LinkedHashMap<String, Object>();
        value.put("name", type.getName());
        value.put("description", text(type.getDescription()));
        value.put("place", SourcePlace.of(type.getDefinition()).toString());
        value.put("answeredBy", answering.of(type));
        value.put(
                "fields",
                type.getFieldDefinitions().stream()
                        .map(field -> field(type, field))
                        .toList());
        return value;
    }

    private static String text(@Nullable String description) {
        return description == null ? "" : description.strip();
    }

    private Map<String, Object> field(GraphQLObjectType type, GraphQLFieldDefinition field) {
        var coordinate = type.getName() + "." + field.getName();
        var binding = bindings.byCoordinate().get(coordinate);
        var value = new LinkedHashMap<String, Object>();
        value.put("name", field.getName());
        value.put("type", GraphQLTypeUtil.simplePrint(field.getType()));
        value.put("target", GraphQLTypeUtil.unwrapAll(field.getType()).getName());
        value.put("description", text(field.getDescription()));
        value.put("place", SourcePlace.of(field.getDefinition()).toString());
        value.put(
                "arguments",
                field.getArguments().stream()
                        .map(argument -> argument.getName() + ": " + GraphQLTypeUtil.simplePrint(argument.getType()))
                        .toList());
        if (binding != null) {
            answer(binding, value);
        }
        return value;
    }

    private static void answer(FieldBinding binding, Map<String, Object> value) {
        var statement = binding.statementOrNull();
        switch (binding) {
            case FieldBinding.Root ignored -> value.put("answer", "statement");
            case FieldBinding.Write ignored -> value.put("answer", "statement");
            case FieldBinding.Nested nested -> {
                value.put("answer", "statement");
                value.put("keys", nested.keys());
            }
            case FieldBinding.Subscribed ignored -> value.put("answer", "statement");
            case FieldBinding.Held held -> {
                value.put("answer", "column");
                value.put("column", held.column());
            }
            case FieldBinding.Paged ignored -> value.put("answer", "page");
            case FieldBinding.Java ignored -> value.put("answer", "java");
            case FieldBinding.Entities ignored -> value.put("answer", "entities");
            case FieldBinding.Constant ignored -> value.put("answer", "constant");
        }
        if (statement != null) {
            value.put("statement", statement.name());
        }
    }

    private List<Map<String, Object>> statementValues() {
        var source = new StatementSource(folder);
        var locks = report.lock().stream().collect(Collectors.toMap(lock -> lock.statement(), lock -> lock));
        return statements.all().stream()
                .map(statement -> {
                    var value = new LinkedHashMap<String, Object>();
                    value.put("name", statement.name());
                    value.put("kind", statement.kind().element());
                    value.put("file", statement.place().file());
                    value.put("line", statement.place().line());
                    value.put("source", source.of(statement));
                    var lock = locks.get(statement.name());
                    if (lock != null) {
                        value.put("takes", lock.takes());
                        value.put("returns", lock.returns());
                        value.put("tables", lock.tables());
                        value.put("writes", report.writes().getOrDefault(statement.name(), Set.of()));
                    }
                    return (Map<String, Object>) value;
                })
                .toList();
    }

    private static Map<String, Object> finding(Finding finding) {
        var value = new LinkedHashMap<String, Object>();
        value.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        value.put("coordinate", finding.coordinate());
        value.put("text", finding.toString());
        return value;
    }
}
