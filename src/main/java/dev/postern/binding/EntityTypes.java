package dev.postern.binding;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.schema.EntityKey;
import dev.postern.schema.Federation;
import dev.postern.schema.FieldPath;
import dev.postern.schema.SourcePlace;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The search for what brings the objects that other services name by their keys. */
final class EntityTypes {

    private final GraphQLSchema schema;
    private final Federation federation;
    private final Set<String> java;
    private final Map<String, FieldBinding> fields;
    private final Map<String, List<FieldBinding.Nested>> entities;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param java the types whose objects Java brings
     * @param fields what answers each field
     * @param entities what brings whole objects, by their type
     */
    EntityTypes(
            GraphQLSchema schema,
            Federation federation,
            Set<String> java,
            Map<String, FieldBinding> fields,
            Map<String, List<FieldBinding.Nested>> entities) {
        this.schema = schema;
        this.federation = federation;
        this.java = java;
        this.fields = fields;
        this.entities = entities;
    }

    /** The types with a key by which other services may ask, by name. */
    Map<String, EntityType> find() {
        var types = new TreeMap<String, EntityType>();
        for (var name : new TreeSet<>(federation.keys().keySet())) {
            var keys = federation.resolvableKeys(name);
            if (!keys.isEmpty() && schema.getType(name) instanceof GraphQLFieldsContainer type) {
                types.put(name, type(type, keys));
            }
        }
        return types;
    }

    List<Finding> findings() {
        return findings;
    }

    private EntityType type(GraphQLFieldsContainer type, List<EntityKey> keys) {
        var required = required(type.getName());
        if (java.contains(type.getName())) {
            return new EntityType(type.getName(), true, List.of(), required);
        }
        var known = new ArrayList<KnownBy>();
        for (var key : keys) {
            var entity = entity(type.getName(), key);
            known.add(new KnownBy(key.paths(), entity));
            if (entity == null) {
                check(type, key);
            }
        }
        required.forEach((field, paths) -> reaches(type, field, paths));
        return new EntityType(type.getName(), false, known, required);
    }

    private Map<String, List<FieldPath>> required(String typeName) {
        var required = new HashMap<String, List<FieldPath>>();
        federation.required().forEach((coordinate, paths) -> {
            if (coordinate.startsWith(typeName + ".")) {
                required.put(coordinate.substring(typeName.length() + 1), paths);
            }
        });
        return required;
    }

    /** The one that takes just this key, or else one that takes a part of it. */
    private FieldBinding.@Nullable Nested entity(String typeName, EntityKey key) {
        var columns = columns(key.paths());
        return entities.getOrDefault(typeName, List.of()).stream()
                .filter(entity -> columns.containsAll(entity.keys()))
                .max(Comparator.comparingInt(entity -> entity.keys().size()))
                .orElse(null);
    }

    private static Set<String> columns(List<FieldPath> paths) {
        return paths.stream().map(FieldPath::column).collect(Collectors.toSet());
    }

    /** Of a type without any statement, whether the key is all that anybody can ask for. */
    private void check(GraphQLFieldsContainer type, EntityKey key) {
        var others = entities.getOrDefault(type.getName(), List.of());
        if (!others.isEmpty()) {
            var taken = others.stream()
                    .map(entity -> entity.statement().name() + " takes " + String.join(", ", entity.keys()))
                    .collect(Collectors.joining("; "));
            error(
                    "BIND-122",
                    SourcePlace.of(type.getDefinition()),
                    type.getName(),
                    "no statement brings objects by @key(fields: \"" + key.fieldSet() + "\"): " + taken,
                    "Add a statement '" + type.getName() + ".entityBy…' that takes " + keys(key)
                            + ", or say resolvable: false.");
            return;
        }
        for (var field : type.getFieldDefinitions()) {
            if (!isAnswered(type.getName(), field.getName(), key)) {
                error(
                        "BIND-123",
                        SourcePlace.of(field.getDefinition()),
                        type.getName() + "." + field.getName(),
                        "another service names a " + type.getName() + " by @key(fields: \"" + key.fieldSet()
                                + "\"), and nothing brings its other fields",
                        "Add a statement '" + type.getName() + ".entity' that takes " + keys(key)
                                + ", or say resolvable: false.");
                return;
            }
        }
    }

    private static String keys(EntityKey key) {
        return key.paths().stream().map(path -> "#{keys." + path.column() + "}").collect(Collectors.joining(" and "));
    }

    private boolean isAnswered(String typeName, String field, EntityKey key) {
        var coordinate = typeName + "." + field;
        if (federation.external().contains(coordinate)
                || key.paths().stream()
                        .anyMatch(path -> path.fields().getFirst().equals(field))) {
            return true;
        }
        var known = new HashSet<>(columns(key.paths()));
        known.addAll(columns(federation.required().getOrDefault(coordinate, List.of())));
        return switch (fields.get(coordinate)) {
            case FieldBinding.Nested nested -> known.containsAll(nested.keys());
            case FieldBinding.Held ignored -> false;
            case null -> true;
            default -> true;
        };
    }

    private void reaches(GraphQLFieldsContainer type, String field, List<FieldPath> paths) {
        var coordinate = type.getName() + "." + field;
        switch (fields.get(coordinate)) {
            case FieldBinding.Held ignored ->
                error(
                        "BIND-124",
                        SourcePlace.of(type.getFieldDefinition(field).getDefinition()),
                        coordinate,
                        "it has @requires, and neither a statement nor Java that is given what it requires",
                        "Add a statement '" + coordinate + "' that takes #{keys."
                                + paths.getFirst().column() + "}.");
            case FieldBinding.Nested nested ->
                paths.stream()
                        .filter(path -> nested.keys().stream().noneMatch(path::isIn))
                        .findFirst()
                        .ifPresent(path -> findings.add(Finding.warning(
                                "BIND-125",
                                nested.statement().place(),
                                coordinate,
                                "it requires '" + path + "', and its statement takes no #{keys." + path.column() + "}",
                                "Take it as a key, or take it out of @requires.")));
            case null -> {}
            default -> {}
        }
    }

    private void error(String code, Place place, String coordinate, String fact, String cure) {
        findings.add(Finding.error(code, place, coordinate, fact, cure));
    }
}
