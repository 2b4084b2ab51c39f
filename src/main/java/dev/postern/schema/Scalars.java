package dev.postern.schema;

import graphql.schema.GraphQLScalarType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scalars that every schema has; immutable.
 *
 * <p>{@code String} and {@code Boolean} stay graphql-java's own, because its introspection holds on to them.
 */
public final class Scalars {

    private static final String RFC3339 = "https://www.rfc-editor.org/rfc/rfc3339";

    private static final Set<String> NAMES = of(new ScalarProperties(
                    ScalarProperties.NumberForm.STRING, ScalarProperties.NumberForm.STRING))
            .types
            .keySet();

    private final Map<String, GraphQLScalarType> types = new LinkedHashMap<>();

    private Scalars() {}

    /** The scalars with numbers in these forms. */
    public static Scalars of(ScalarProperties properties) {
        var scalars = new Scalars();
        scalars.addText();
        scalars.addNumbers(properties);
        scalars.addTimes();
        scalars.addExtensions();
        return scalars;
    }

    /** All of them. */
    public List<GraphQLScalarType> all() {
        return List.copyOf(types.values());
    }

    /** These, and the ones that federation brings, whose values are any JSON. */
    public Scalars and(Federation federation) {
        federation.scalars().stream().sorted().forEach(name -> add(name, "", null, new TextForms.Json()));
        return this;
    }

    /** Whether a scalar's values take the forms that this class gives them, and not those of somebody's Java. */
    public static boolean areOurs(GraphQLScalarType scalar) {
        return scalar.getCoercing() instanceof ScalarCoercing
                || scalar.getCoercing().equals(graphql.Scalars.GraphQLString.getCoercing())
                || scalar.getCoercing().equals(graphql.Scalars.GraphQLBoolean.getCoercing());
    }

    /** Their names, in the order in which a message lists them. */
    static Set<String> names() {
        return NAMES;
    }

    private void addText() {
        add("ID", "An opaque identifier.", null, new TextForms.Id());
        add("UUID", "A UUID in small letters.", "https://www.rfc-editor.org/rfc/rfc9562", new TextForms.Uuid());
        add("JSON", "Any JSON.", "https://www.rfc-editor.org/rfc/rfc8259", new TextForms.Json());
        add(
                "Bytes",
                "Binary data as base64.",
                "https://www.rfc-editor.org/rfc/rfc4648#section-4",
                new TextForms.Bytes());
    }

    private void addNumbers(ScalarProperties properties) {
        add("Int", "A whole number of 32 bits.", null, new NumberForms.IntForm());
        add("Float", "A floating-point number of 64 bits.", null, new NumberForms.FloatForm());
        add("Long", "A whole number of 64 bits.", null, new NumberForms.LongForm(properties.longForm()));
        add("Decimal", "An exact decimal number.", null, new NumberForms.DecimalForm(properties.decimalForm()));
    }

    private void addTimes() {
        add("DateTime", "A moment, by RFC 3339.", RFC3339, TimeForms.DATE_TIME);
        add("LocalDateTime", "A date and a time of day, of no time zone.", null, TimeForms.LOCAL_DATE_TIME);
        add("Date", "A date, by RFC 3339.", RFC3339, TimeForms.LOCAL_DATE);
        add("LocalTime", "A time of day, of no time zone.", null, TimeForms.LOCAL_TIME);
        add("Duration", "A duration by ISO 8601; months, days and time are apart.", null, new DurationForm());
    }

    private void addExtensions() {
        add("Vector", "Numbers, of pgvector.", null, new VectorForm());
        add("GeoJSON", "A geometry, of PostGIS.", "https://www.rfc-editor.org/rfc/rfc7946", new GeoJsonForm());
    }

    private void add(String name, String description, @Nullable String url, ScalarForm form) {
        types.put(
                name,
                GraphQLScalarType.newScalar()
                        .name(name)
                        .description(description)
                        .specifiedByUrl(url)
                        .coercing(new ScalarCoercing(name, form))
                        .build());
    }
}
