package dev.postern.schema;

import dev.postern.finding.Finding;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What a gateway would refuse, or is bound to refuse later, of types as a whole. */
final class EntityTypeRules {

    private final TypeDefinitionRegistry registry;
    private final FederationNames names;
    private final List<Finding> findings = new ArrayList<>();

    private EntityTypeRules(TypeDefinitionRegistry registry, FederationNames names) {
        this.registry = registry;
        this.names = names;
    }

    static List<Finding> check(TypeDefinitionRegistry registry, FederationNames names) {
        var rules = new EntityTypeRules(registry, names);
        SchemaElements.withFields(registry).forEach(rules::check);
        return rules.findings;
    }

    private void check(ImplementingTypeDefinition<?> type) {
        if (type.hasDirective(names.directive("interfaceObject"))
                && keys(type.getName()).isEmpty()) {
            findings.add(Finding.error(
                    "SCHEMA-210",
                    SourcePlace.of(type),
                    type.getName(),
                    "the type stands for an interface of another service, and has no @key to find its objects by",
                    "Give it the @key that the interface has there."));
        }
        if (type instanceof InterfaceTypeDefinition && !keys(type.getName()).isEmpty()) {
            implementations(type.getName());
        }
        if (type instanceof ObjectTypeDefinition && type.getName().equals("PageInfo")) {
            pageInfo(type);
        }
    }

    private void implementations(String wider) {
        var wanted = keys(wider);
        SchemaElements.withFields(registry)
                .filter(ObjectTypeDefinition.class::isInstance)
                .filter(type -> type.getImplements().stream()
                        .anyMatch(name -> name instanceof TypeName named
                                && named.getName().equals(wider)))
                .filter(type -> !keys(type.getName()).containsAll(wanted))
                .forEach(type -> findings.add(Finding.error(
                        "SCHEMA-211",
                        SourcePlace.of(type),
                        type.getName(),
                        "the type implements " + wider + " and lacks a @key that " + wider + " has: "
                                + String.join(", ", missing(type.getName(), wanted)),
                        "Give it the same keys.")));
    }

    private Set<String> missing(String type, Set<String> wanted) {
        var missing = new TreeSet<>(wanted);
        missing.removeAll(keys(type));
        return missing;
    }

    private void pageInfo(ImplementingTypeDefinition<?> type) {
        var isShared = type.hasDirective(names.directive("shareable"))
                || type.getFieldDefinitions().stream()
                        .allMatch(field -> field.hasDirective(names.directive("shareable")));
        if (!names.isFirst() && !isShared && type.getSourceLocation() != null) {
            findings.add(Finding.warning(
                    "SCHEMA-209",
                    SourcePlace.of(type),
                    "PageInfo",
                    "every service with connections has this type, and here it is not @shareable",
                    "Add @shareable, or leave the type out: it is made."));
        }
    }

    private Set<String> keys(String type) {
        var keys = new TreeSet<String>();
        SchemaElements.withFields(registry)
                .filter(other -> Objects.equals(other.getName(), type))
                .flatMap(other -> other.getDirectives(names.directive("key")).stream())
                .forEach(key -> keys.add(FieldSet.canonical(FederationNames.text(key, "fields"))));
        return keys;
    }
}
