package dev.postern.schema;

import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an SDL calls the things that the specification of federation defines; immutable.
 *
 * @param link the {@code @link} that brings them, null where they are there without one, as in Federation 1
 * @param minor the specification's version behind {@code 2.}
 * @param imports the SDL's name of each thing that is imported, both with an {@code @} before directives
 * @param prefix what stands before the name of a thing that is not
 * @see <a href="https://specs.apollo.dev/link/v1.0/">The specification of @link</a>
 */
record FederationNames(@Nullable Directive link, int minor, Map<String, String> imports, String prefix) {

    /** What the URL of every version begins with. */
    static final String SPECIFICATION = "https://specs.apollo.dev/federation/";

    private static final Pattern VERSION = Pattern.compile("\\Q" + SPECIFICATION + "\\Ev2\\.(?<minor>\\d{1,3})/?");

    /** Behind every version that there is. */
    private static final int UNKNOWN = 1000;

    private static final FederationNames FIRST = new FederationNames(null, 0, Map.of(), "");

    FederationNames {
        imports = Map.copyOf(imports);
    }

    /** Those of an SDL, none where it does not use federation. */
    static Optional<FederationNames> of(TypeDefinitionRegistry registry) {
        var link = links(registry).filter(FederationNames::isFederation).findFirst();
        if (link.isPresent()) {
            return link.map(FederationNames::of);
        }
        var key = registry.getDirectiveDefinition("key");
        var isFirst = (key.isEmpty() || key.get().getSourceLocation() == null)
                && SchemaElements.types(registry).anyMatch(type -> type.hasDirective("key"));
        return isFirst ? Optional.of(FIRST) : Optional.empty();
    }

    /** Every {@code @link} of a schema. */
    static Stream<Directive> links(TypeDefinitionRegistry registry) {
        return SchemaElements.directives(registry)
                .filter(directive -> directive.getName().equals("link"));
    }

    /** Whether a {@code @link} brings federation, of whatever version. */
    static boolean isFederation(Directive link) {
        return text(link, "url").startsWith(SPECIFICATION);
    }

    private static FederationNames of(Directive link) {
        var version = VERSION.matcher(text(link, "url"));
        var minor = version.matches() ? Integer.parseInt(version.group("minor")) : UNKNOWN;
        var as = text(link, "as");
        return new FederationNames(link, minor, importsOf(link), (as.isEmpty() ? "federation" : as) + "__");
    }

    /** What a {@code @link} imports, and as what. */
    static Map<String, String> importsOf(Directive link) {
        var imports = new LinkedHashMap<String, String>();
        var imported = link.getArgument("import");
        if (imported != null && imported.getValue() instanceof ArrayValue values) {
            values.getValues().forEach(value -> add(value, imports));
        }
        return imports;
    }

    private static void add(Value<?> imported, Map<String, String> imports) {
        if (imported instanceof StringValue name) {
            imports.put(name.getValue(), name.getValue());
        }
        if (imported instanceof ObjectValue renamed) {
            var name = text(renamed.getObjectFields(), "name");
            var as = text(renamed.getObjectFields(), "as");
            imports.put(name, as.isEmpty() ? name : as);
        }
    }

    private static String text(List<ObjectField> fields, String name) {
        for (var field : fields) {
            if (field.getName().equals(name)) {
                return text(field.getValue());
            }
        }
        return "";
    }

    /** The text of an argument, empty where there is none. */
    static String text(Directive directive, String argument) {
        var given = directive.getArgument(argument);
        return given == null ? "" : text(given.getValue());
    }

    private static String text(@Nullable Value<?> value) {
        var text = value instanceof StringValue given ? given.getValue() : null;
        return text == null ? "" : text;
    }

    /** Whether a {@code @link} names a version of the specification that is known here. */
    static boolean isKnown(Directive link) {
        return VERSION.matcher(text(link, "url")).matches();
    }

    /** Whether there is no {@code @link}. */
    boolean isFirst() {
        return link == null;
    }

    /** What the SDL calls a directive. */
    String directive(String name) {
        var imported = imports.get("@" + name);
        return imported == null ? prefix + name : imported.replaceFirst("^@", "");
    }

    /** What the SDL calls a type. */
    String type(String name) {
        var imported = imports.get(name);
        return imported == null ? prefix + name : imported;
    }
}
