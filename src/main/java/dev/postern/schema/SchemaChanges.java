package dev.postern.schema;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import graphql.GraphQLError;
import graphql.language.AstPrinter;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Node;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.errors.SchemaProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of an SDL would break those who know an earlier one: clients, and gateways that compose.
 *
 * <p>A document that was valid stays valid, and what comes is what was promised, where nothing is found. Each finding stands
 * at a line of the earlier SDL.
 *
 * @see <a href="https://spec.graphql.org/October2021/#sec-Validation.Type-system-evolution">Type system evolution</a>
 */
public final class SchemaChanges {

    private final String file;
    private final KnownTypes now;
    private final List<Finding> findings = new ArrayList<>();

    private SchemaChanges(String file, KnownTypes now) {
        this.file = file;
        this.now = now;
    }

    /**
     * The changes, by line.
     *
     * @param earlier the file that has the earlier SDL
     * @param sdl today's
     * @throws IOException when the file cannot be read, or holds no SDL
     */
    public static List<Finding> since(Path earlier, String sdl) throws IOException {
        if (!Files.isReadable(earlier)) {
            throw new IOException("There is no readable file " + earlier + ".");
        }
        var changes = new SchemaChanges(earlier.toString(), new KnownTypes(new SchemaParser().parse(sdl)));
        changes.compare(new KnownTypes(parse(earlier)));
        return changes.findings.stream().sorted().toList();
    }

    private static TypeDefinitionRegistry parse(Path earlier) throws IOException {
        try {
            return new SchemaParser().parse(Files.readString(earlier));
        } catch (SchemaProblem problem) {
            var first =
                    problem.getErrors().stream().map(GraphQLError::getMessage).findFirst();
            throw new IOException(earlier + " holds no SDL: " + first.orElse("it cannot be read") + ".", problem);
        }
    }

    private void compare(KnownTypes before) {
        for (var type : before.all()) {
            var today = now.find(type.name());
            if (today == null) {
                error("SCHEMA-301", type.place(), type.name(), "the type is no longer there");
            } else if (!today.kind().equals(type.kind())) {
                error("SCHEMA-302", type.place(), type.name(), "it was " + type.kind() + ", and is " + today.kind());
            } else {
                compare(type, today);
            }
        }
    }

    private void compare(KnownType before, KnownType today) {
        before.fields()
                .forEach((name, field) ->
                        field(before.name() + "." + name, field, today.fields().get(name)));
        inputs(before.name() + ".%s", before.place(), before.inputs(), today.inputs());
        gone(
                before.values(),
                today.values(),
                (value, node) ->
                        error("SCHEMA-307", node, before.name() + "." + value, "the value is no longer there"));
        gone(
                before.members(),
                today.members(),
                (member, node) -> error("SCHEMA-308", node, before.name(), member + " is no longer a member"));
        gone(
                before.interfaces(),
                today.interfaces(),
                (wider, node) -> error("SCHEMA-309", node, before.name(), "it no longer implements " + wider));
        gone(
                before.keys(),
                today.keys(),
                (key, node) ->
                        error("SCHEMA-311", node, before.name(), "other services can no longer find it by " + key));
    }

    private interface Missing {
        void found(String name, Node<?> earlier);
    }

    private static void gone(Map<String, ? extends Node<?>> before, Map<String, ?> today, Missing missing) {
        for (var name : new TreeSet<>(before.keySet())) {
            if (!today.containsKey(name)) {
                missing.found(name, Objects.requireNonNull(before.get(name)));
            }
        }
    }

    private void field(String coordinate, FieldDefinition before, @Nullable FieldDefinition today) {
        if (today == null) {
            error("SCHEMA-303", before, coordinate, "the field is no longer there");
            return;
        }
        if (!TypeChange.isSafeOutput(before.getType(), today.getType())) {
            var was = AstPrinter.printAst(before.getType());
            var is = AstPrinter.printAst(today.getType());
            error("SCHEMA-304", before, coordinate, "the field was " + was + ", and is " + is);
        }
        inputs(
                coordinate + "(%s:)",
                before,
                KnownTypes.byName(before.getInputValueDefinitions()),
                KnownTypes.byName(today.getInputValueDefinitions()));
    }

    /** @param coordinate with a place for the name */
    private void inputs(
            String coordinate,
            Node<?> around,
            Map<String, InputValueDefinition> before,
            Map<String, InputValueDefinition> today) {
        before.forEach((name, value) -> input(coordinate.formatted(name), value, today.get(name)));
        today.forEach((name, value) -> {
            if (!before.containsKey(name) && TypeChange.isRequired(value)) {
                narrowed(around, coordinate.formatted(name), "it is new, and has to be given");
            }
        });
    }

    private void input(String coordinate, InputValueDefinition before, @Nullable InputValueDefinition today) {
        if (today == null) {
            error("SCHEMA-305", before, coordinate, "it can no longer be given");
            return;
        }
        if (!TypeChange.isSafeInput(before, today)) {
            var was = TypeChange.text(before);
            narrowed(before, coordinate, "it was " + was + ", and is " + TypeChange.text(today));
        } else if (!TypeChange.defaultOf(before).equals(TypeChange.defaultOf(today))) {
            findings.add(Finding.warning(
                    "SCHEMA-310",
                    place(before),
                    coordinate,
                    "where nothing is given it was " + TypeChange.defaultOf(before) + ", and is "
                            + TypeChange.defaultOf(today),
                    "Tell the clients that rely on it."));
        }
    }

    private void error(String code, Node<?> earlier, String coordinate, String fact) {
        error(code, earlier, coordinate, fact, "Keep what was there, @deprecated, until nobody asks for it");
    }

    private void narrowed(Node<?> earlier, String coordinate, String fact) {
        error("SCHEMA-306", earlier, coordinate, fact, "Take all that was taken before");
    }

    private void error(String code, Node<?> earlier, String coordinate, String fact, String cure) {
        findings.add(
                Finding.error(code, place(earlier), coordinate, fact, cure + "; or release with --allow-breaking."));
    }

    private Place place(Node<?> earlier) {
        var location = earlier.getSourceLocation();
        return new Place(file, location == null ? 0 : location.getLine());
    }
}
