package dev.postern.schema;

import dev.postern.finding.Finding;
import graphql.language.Directive;
import graphql.language.Field;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InlineFragment;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code @key}, {@code @requires} and {@code @provides} name, held against the fields that are there. */
final class FieldSetRules {

    private final TypeDefinitionRegistry registry;
    private final FederationNames names;
    private final Map<String, Map<String, FieldDefinition>> fields = new HashMap<>();
    private final Set<String> externalTypes = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private FieldSetRules(TypeDefinitionRegistry registry, FederationNames names) {
        this.registry = registry;
        this.names = names;
        SchemaElements.withFields(registry).forEach(type -> {
            var known = fields.computeIfAbsent(type.getName(), name -> new HashMap<>());
            type.getFieldDefinitions().forEach(field -> known.put(field.getName(), field));
            if (type.hasDirective(names.directive("external"))) {
                externalTypes.add(type.getName());
            }
        });
    }

    static List<Finding> check(TypeDefinitionRegistry registry, FederationNames names) {
        var rules = new FieldSetRules(registry, names);
        SchemaElements.withFields(registry).forEach(rules::type);
        if (!names.isFirst()) {
            SchemaElements.withFields(registry).forEach(rules::unused);
        }
        return rules.findings;
    }

    /**
     * Fields that a directive names.
     *
     * @param code what is wrong with one that cannot be named
     * @param isExternal whether another service has to answer them
     */
    private record Naming(Directive directive, String coordinate, String code, boolean isExternal) {

        String text() {
            return "@" + directive.getName();
        }
    }

    private void type(ImplementingTypeDefinition<?> type) {
        type.getDirectives(names.directive("key"))
                .forEach(key -> read(type.getName(), new Naming(key, type.getName(), "SCHEMA-205", false)));
        for (var field : type.getFieldDefinitions()) {
            var coordinate = type.getName() + "." + field.getName();
            field.getDirectives(names.directive("requires"))
                    .forEach(requires -> read(type.getName(), new Naming(requires, coordinate, "SCHEMA-206", true)));
            var below = TypeUtil.unwrapAll(field.getType()).getName();
            field.getDirectives(names.directive("provides"))
                    .forEach(provides -> read(below, new Naming(provides, coordinate, "SCHEMA-207", true)));
        }
    }

    private void read(String type, Naming naming) {
        var text = FederationNames.text(naming.directive, "fields");
        var set = FieldSet.parse(text);
        if (set == null) {
            error(
                    "SCHEMA-204",
                    naming,
                    "\"" + text + "\" of " + naming.text() + " names no fields",
                    "Write names, and braces around those inside of an object: \"id\", \"study { caseNumber }\".");
            return;
        }
        read(set, type, naming, false);
    }

    /** @param above whether a field around these is another service's */
    private void read(SelectionSet set, String type, Naming naming, boolean above) {
        for (Selection<?> selection : set.getSelections()) {
            if (selection instanceof InlineFragment fragment) {
                var condition = fragment.getTypeCondition();
                read(fragment.getSelectionSet(), condition == null ? type : condition.getName(), naming, above);
            } else if (selection instanceof Field field && !field.getName().equals("__typename")) {
                field(field, type, naming, above);
            }
        }
    }

    private void field(Field field, String type, Naming naming, boolean above) {
        var definition = fields.getOrDefault(type, Map.of()).get(field.getName());
        if (definition == null) {
            error(
                    naming.code,
                    naming,
                    naming.text() + " names '" + field.getName() + "', which " + type + " does not have",
                    "Correct the name, or add the field.");
            return;
        }
        named.add(type + "." + field.getName());
        var isExternal = above || isExternal(type, definition);
        var fault = fault(field, definition, naming, isExternal);
        if (fault != null) {
            error(naming.code, naming, naming.text() + " names '" + field.getName() + "', " + fault, cure(naming));
        } else if (field.getSelectionSet() != null) {
            read(
                    field.getSelectionSet(),
                    TypeUtil.unwrapAll(definition.getType()).getName(),
                    naming,
                    isExternal);
        }
    }

    private @Nullable String fault(Field field, FieldDefinition definition, Naming naming, boolean isExternal) {
        var hasFields =
                fields.containsKey(TypeUtil.unwrapAll(definition.getType()).getName());
        if (hasFields && field.getSelectionSet() == null) {
            return "an object, without saying which of its fields";
        }
        if (!naming.isExternal) {
            return keyFault(definition);
        }
        return !isExternal && field.getSelectionSet() == null ? "which is not @external" : null;
    }

    private static @Nullable String keyFault(FieldDefinition definition) {
        if (!definition.getInputValueDefinitions().isEmpty()) {
            return "which has arguments";
        }
        return isList(definition.getType()) ? "which is a list" : null;
    }

    private static boolean isList(Type<?> type) {
        return switch (type) {
            case NonNullType required -> isList((Type<?>) required.getType());
            case ListType ignored -> true;
            case TypeName ignored -> false;
            default -> false;
        };
    }

    private static String cure(Naming naming) {
        return naming.isExternal
                ? "Say which fields another service answers, with @external on each, and name those only."
                : "A key is made of single values: name others.";
    }

    private boolean isExternal(String type, FieldDefinition field) {
        return externalTypes.contains(type) || field.hasDirective(names.directive("external"));
    }

    private void unused(ImplementingTypeDefinition<?> type) {
        for (var field : type.getFieldDefinitions()) {
            var coordinate = type.getName() + "." + field.getName();
            if (field.hasDirective(names.directive("external"))
                    && !named.contains(coordinate)
                    && !isOfInterface(type, field.getName())) {
                findings.add(Finding.error(
                        "SCHEMA-208",
                        SourcePlace.of(field),
                        coordinate,
                        "the field is @external, and no @key, @requires or @provides names it",
                        "Remove the field, or name it where it is needed."));
            }
        }
    }

    private boolean isOfInterface(ImplementingTypeDefinition<?> type, String field) {
        return SchemaElements.withFields(registry)
                .filter(other -> other.getName().equals(type.getName()))
                .flatMap(other -> other.getImplements().stream())
                .anyMatch(wider -> wider instanceof TypeName name
                        && fields.getOrDefault(name.getName(), Map.of()).containsKey(field));
    }

    private void error(String code, Naming naming, String fact, String cure) {
        findings.add(Finding.error(code, SourcePlace.of(naming.directive), naming.coordinate, fact, cure));
    }
}
