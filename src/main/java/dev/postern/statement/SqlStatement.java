package dev.postern.statement;

import dev.postern.finding.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a mapper file.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class SqlStatement {

    private final String name;
    private final StatementKind kind;
    private final Place place;
    private final Set<String> parameters;
    private final Script script;
    private final RunPlaces places;
    private final StatementText text;

    SqlStatement(String name, StatementKind kind, Place place, ScriptSource source, RunPlaces places) {
        this.name = name;
        this.kind = kind;
        this.place = place;
        this.parameters = source.parameters();
        this.script = source.script();
        this.places = places;
        this.text = new StatementText(this, source);
    }

    /** Namespace and id, as in {@code Vessel.owner}. */
    public String name() {
        return name;
    }

    /** The element that holds it. */
    public StatementKind kind() {
        return kind;
    }

    /** The file and the line where its element begins. */
    public Place place() {
        return place;
    }

    /**
     * Every path that the statement takes from outside, by {@code #{}}, {@code test}, {@code bind} or
     * {@code collection}: {@code filter.flag}, {@code keys.owner_id}. Names that it makes itself are not among them.
     */
    public Set<String> parameters() {
        return parameters;
    }

    /** The texts with which a {@code test} compares a path from outside, by path. */
    public Map<String, Set<String>> comparisons() {
        return script.comparisons();
    }

    /** The orders in which its rows can be paged, none where it does not page. */
    public List<PageOrder> orders() {
        return script.orders();
    }

    /** Whether it takes something that begins with this name. */
    public boolean uses(String root) {
        return parameters.stream().anyMatch(path -> path.equals(root) || path.startsWith(root + "."));
    }

    /**
     * The texts that it can have.
     *
     * @param domains what a path from outside can be
     */
    public StatementVariants variants(Function<String, ParameterDomain> domains) {
        return script.variants("/* " + name + " */ ", places, domains);
    }

    /** Its text and values for one run. */
    BoundStatement bind(Map<String, @Nullable Object> given) {
        return text.bind(given);
    }

    @Override
    public String toString() {
        return name + " (" + place + ")";
    }
}
