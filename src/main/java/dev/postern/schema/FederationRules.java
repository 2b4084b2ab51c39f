package dev.postern.schema;

import dev.postern.finding.Finding;
import dev.postern.finding.Nearest;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a gateway would refuse of an SDL's links and directives, whatever other services say. */
final class FederationRules {

    private static final String SPECIFICATION = FederationNames.SPECIFICATION;

    /** The version behind {@code 2.} from which a directive is there. */
    private static final Map<String, Integer> SINCE = Map.of(
            "composeDirective", 1,
            "interfaceObject", 3,
            "authenticated", 5,
            "requiresScopes", 5,
            "policy", 6,
            "context", 8,
            "fromContext", 8,
            "cost", 9,
            "listSize", 9,
            "cacheTag", 12);

    private static final Set<String> TYPES = Set.of("FieldSet", "Scope", "Policy", "ContextFieldValue");

    private final TypeDefinitionRegistry registry;
    private final List<Finding> findings = new ArrayList<>();

    private FederationRules(TypeDefinitionRegistry registry) {
        this.registry = registry;
    }

    /** Looks at an SDL before anything is added to it. */
    static List<Finding> check(TypeDefinitionRegistry registry) {
        var rules = new FederationRules(registry);
        rules.links();
        var names = FederationNames.of(registry);
        names.ifPresent(found -> {
            var ofFederation = FederationDefinitions.directives();
            rules.imports(found, ofFederation);
            rules.directives(found, ofFederation);
            rules.composed();
        });
        return rules.findings;
    }

    private void links() {
        var links = FederationNames.links(registry)
                .filter(FederationNames::isFederation)
                .toList();
        for (var link : links) {
            if (!FederationNames.isKnown(link)) {
                error(
                        "SCHEMA-201",
                        link,
                        "@link",
                        "'" + FederationNames.text(link, "url") + "' is no version of federation that is known here",
                        "Name one, as in " + SPECIFICATION + "v2.9.");
            }
        }
        links.stream()
                .skip(1)
                .forEach(link -> error(
                        "SCHEMA-201",
                        link,
                        "@link",
                        "the SDL links to federation more than once",
                        "Keep one @link, with all that is imported."));
    }

    private void imports(FederationNames names, Set<String> ofFederation) {
        var link = names.link();
        if (link == null) {
            return;
        }
        var known = new TreeSet<>(TYPES);
        ofFederation.forEach(directive -> known.add("@" + directive));
        for (var name : new TreeSet<>(names.imports().keySet())) {
            if (!known.contains(name)) {
                var nearest = Nearest.to(name, known)
                        .map(word -> "; nearest is '" + word + "'")
                        .orElse("");
                error(
                        "SCHEMA-202",
                        link,
                        name,
                        "federation has no '" + name + "' to import" + nearest,
                        "Correct the name, or take it out of the import.");
            }
            since(names, link, name);
        }
    }

    private void since(FederationNames names, Directive link, String name) {
        var since = SINCE.getOrDefault(name.replace("@", ""), 0);
        if (since > names.minor()) {
            error(
                    "SCHEMA-202",
                    link,
                    name,
                    "it is there from version 2." + since + " on, and the SDL links to 2." + names.minor(),
                    "Link to v2." + since + ", or take it out of the import.");
        }
    }

    private void directives(FederationNames names, Set<String> ofFederation) {
        var known = FederationDefinitions.of(names).stream()
                .filter(DirectiveDefinition.class::isInstance)
                .map(definition -> definition.getName())
                .toList();
        for (var applied : SchemaElements.applied(registry)) {
            var directive = applied.directive();
            var name = directive.getName();
            if (ofFederation.contains(name)
                    && !known.contains(name)
                    && registry.getDirectiveDefinition(name).isEmpty()) {
                error(
                        "SCHEMA-203",
                        directive,
                        "@" + name,
                        names.isFirst()
                                ? "the directive belongs to Federation 2, and the SDL links to no version of it"
                                : "the directive is used, and the @link to federation does not import it",
                        names.isFirst()
                                ? "Add extend schema @link(url: \"" + SPECIFICATION + "v2.9\", import: [\"@" + name
                                        + "\"])."
                                : "Import it, or write @" + names.directive(name) + ".");
            }
            if (name.equals(names.directive("override"))) {
                override(names, directive);
            }
        }
    }

    private void override(FederationNames names, Directive directive) {
        var label = FederationNames.text(directive, "label");
        if (directive.getArgument("label") != null && names.minor() < 7) {
            error(
                    "SCHEMA-212",
                    directive,
                    "@override",
                    "labels are there from version 2.7 on, and the SDL links to 2." + names.minor(),
                    "Link to v2.7, or take the label away.");
        } else if (directive.getArgument("label") != null
                && !label.matches("[a-zA-Z][a-zA-Z0-9_\\-:./]*|percent\\((\\d{1,2}(\\.\\d{1,8})?|100)\\)")) {
            error(
                    "SCHEMA-212",
                    directive,
                    "@override",
                    "the label '" + label + "' is neither a name nor a percentage",
                    "Write a name that begins with a letter, or percent(5), from 0 to 100.");
        }
    }

    private void composed() {
        var imported = FederationNames.links(registry)
                .flatMap(link -> FederationNames.importsOf(link).values().stream())
                .toList();
        SchemaElements.directives(registry)
                .filter(directive -> directive.getName().endsWith("composeDirective"))
                .forEach(directive -> {
                    var name = FederationNames.text(directive, "name");
                    var isDefined = name.startsWith("@")
                            && registry.getDirectiveDefinition(name.substring(1))
                                    .isPresent();
                    if (!isDefined) {
                        error(
                                "SCHEMA-213",
                                directive,
                                "@composeDirective",
                                "the SDL defines no directive '" + name + "'",
                                "Name one that it defines, with its @, or define it.");
                    } else if (!imported.contains(name)) {
                        error(
                                "SCHEMA-213",
                                directive,
                                "@composeDirective",
                                "no @link imports '" + name + "', and gateways compose only what comes from one",
                                "Add a @link with a URL of your own that imports it.");
                    }
                });
    }

    private void error(String code, Directive directive, String coordinate, String fact, String cure) {
        findings.add(Finding.error(code, SourcePlace.of(directive), coordinate, fact, cure));
    }
}
