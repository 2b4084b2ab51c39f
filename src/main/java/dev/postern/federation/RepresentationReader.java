package dev.postern.federation;

import dev.postern.binding.EntityType;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.KnownBy;
import dev.postern.federation.Representations.Group;
import dev.postern.federation.Representations.Place;
import dev.postern.statement.GivenRows;
import dev.postern.statement.PostgresType;
import dev.postern.statement.SqlStatement;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reading of representations: each becomes a row of its key, and of what selected fields require, as Postgres would have
 * written it.
 *
 * <p>Right: <code>{"__typename": "Product", "id": 7}</code>, as is <code>{"__typename": "Product", "id": "007", "name": "x"}</code>,
 * which means the same. Wrong: <code>{"id": 7}</code>. To be used once.
 */
public final class RepresentationReader {

    private final GraphQLSchema schema;
    private final Map<String, EntityType> types;
    private final Map<String, ? extends Collection<FieldBinding>> selected;
    private final Function<SqlStatement, Map<String, PostgresType>> keyTypes;
    private final Map<GroupKey, GroupReader> groups = new HashMap<>();
    private final List<GroupReader> ordered = new ArrayList<>();

    /**
     * @param schema whose scalars read values
     * @param selected what is selected of each type
     * @param keyTypes the types in which a statement takes its keys
     */
    public RepresentationReader(
            GraphQLSchema schema,
            FieldBinding.Entities entities,
            Map<String, ? extends Collection<FieldBinding>> selected,
            Function<SqlStatement, Map<String, PostgresType>> keyTypes) {
        this.schema = schema;
        this.types = entities.types();
        this.selected = selected;
        this.keyTypes = keyTypes;
    }

    /** Two types may be known by the same fields. */
    private record GroupKey(String typeName, KnownBy known) {}

    /** What becomes of them; one that cannot be read is no other's fault. */
    public Representations read(List<?> representations) {
        var places = representations.stream().map(this::place).toList();
        var read = ordered.stream().map(GroupReader::group).toList();
        return new Representations(places, read);
    }

    private Place place(@Nullable Object representation) {
        try {
            return read(representation);
        } catch (Refusal refused) {
            return new Place.Refused(refused.reason());
        }
    }

    private Place read(@Nullable Object representation) {
        if (!(representation instanceof Map<?, ?> object) || !(object.get("__typename") instanceof String typeName)) {
            throw new Refusal("A representation is an object with a '__typename'.");
        }
        var type = types.get(typeName);
        if (type == null) {
            throw new Refusal("The representation's '__typename' is not the name of an entity.");
        }
        if (type.java()) {
            return new Place.Java(type);
        }
        var known = type.keys().stream()
                .filter(key -> key.paths().stream().allMatch(path -> GivenValue.isThere(object, path)))
                .findFirst()
                .orElseThrow(() -> new Refusal("A representation of " + type.name() + " has one of its keys: "
                        + type.keys().stream().map(KnownBy::display).collect(Collectors.joining(", or ")) + "."));
        return group(type, known).add(object);
    }

    private GroupReader group(EntityType type, KnownBy known) {
        var key = new GroupKey(type.name(), known);
        var met = groups.get(key);
        if (met != null) {
            return met;
        }
        var fields = selected.containsKey(type.name()) ? selected.get(type.name()) : List.<FieldBinding>of();
        var made = new GroupReader(ordered.size(), type, known, columns(type, known, fields));
        groups.put(key, made);
        ordered.add(made);
        return made;
    }

    private List<GivenColumn> columns(EntityType type, KnownBy known, Collection<FieldBinding> fields) {
        var columns = new GivenColumns(schema, type.name(), new TakenTypes(known, fields, keyTypes));
        known.paths().forEach(columns::add);
        for (var field : fields) {
            type.required().getOrDefault(field.fieldName(), List.of()).forEach(columns::add);
        }
        return columns.all();
    }

    /** The rows of one group while they are read. */
    private static final class GroupReader {

        private final int number;
        private final EntityType type;
        private final KnownBy known;
        private final List<GivenColumn> columns;
        private final GivenRows rows = new GivenRows();

        GroupReader(int number, EntityType type, KnownBy known, List<GivenColumn> columns) {
            this.number = number;
            this.type = type;
            this.known = known;
            this.columns = columns;
            rows.column("__typename", PostgresType.scalar("text"));
            columns.forEach(column -> rows.column(column.name(), column.stored()));
        }

        Place add(Map<?, ?> representation) {
            var cells = new ArrayList<@Nullable String>();
            cells.add(type.name());
            columns.forEach(column -> cells.add(column.text(representation)));
            return new Place.Given(number, rows.add(cells));
        }

        Group group() {
            return new Group(type, known.entity(), rows.rows());
        }
    }
}
