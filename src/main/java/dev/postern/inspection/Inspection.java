package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.inspection.InspectedDatabase.Known;
import dev.postern.statement.SqlStatement;
import graphql.schema.GraphQLSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The check of every binding against the real database: each text that a statement can have is prepared, and what
 * Postgres says of it is held against the schema.
 *
 * <p>Nothing runs, and nothing is changed: whatever needs a transaction is rolled back.
 */
public final class Inspection {

    private final SchemaFields fields;
    private final Bindings bindings;
    private final InspectionOptions options;
    private final InspectedDatabase database;
    private final Notes notes = new Notes();
    private final Map<SqlStatement, InspectedStatement> inspected = new LinkedHashMap<>();

    private Inspection(GraphQLSchema schema, Bindings bindings, InspectionOptions options, InspectedDatabase database) {
        this.fields = new SchemaFields(schema, bindings);
        this.bindings = bindings;
        this.options = options;
        this.database = database;
    }

    /**
     * The report on a project.
     *
     * @throws InspectionException when the database cannot be asked at all
     */
    public static InspectionReport of(
            GraphQLSchema schema, Bindings bindings, InspectionOptions options, InspectedDatabase database) {
        try (var borrowed = database.borrow()) {
            return new Inspection(schema, bindings, options, database).run(InspectedDatabase.driversOwn(borrowed));
        } catch (SQLException failure) {
            throw InspectionException.of(failure);
        }
    }

    private InspectionReport run(Connection connection) throws SQLException {
        var known = database.known(connection);
        known.answers().begin();
        ask(connection, known);
        var nullness = new ColumnNullness(known.catalogue());
        try (var indexes = Meanwhile.ask(() -> IndexRules.ask(
                connection, notes, inspected.values(), known.answers().scans()))) {
            prepareRules(known.catalogue());
            rowRules(known.catalogue(), nullness);
            indexes.await().check();
        }
        new ConstraintRules(connection, notes).check(inspected.values());
        if (writes()) {
            new AnswerTableRules(connection, notes).check(options.answers());
        }
        if (options.role()) {
            new RoleRules(connection, notes).check(inspected.values());
        }
        return report(nullness, grants(connection));
    }

    private List<String> grants(Connection connection) throws SQLException {
        var resumes = bindings.all().stream()
                .anyMatch(binding -> binding instanceof FieldBinding.Subscribed subscribed && subscribed.resumes());
        return options.needs() == null
                ? List.of()
                : Grants.of(connection, inspected.values(), options.needs(), writes(), resumes);
    }

    private boolean writes() {
        return bindings.all().stream().anyMatch(FieldBinding.Write.class::isInstance);
    }

    /** Half of the statements are asked about by another connection meanwhile, where there may be one. */
    private void ask(Connection connection, Known known) throws SQLException {
        var all = List.copyOf(byStatement().entrySet());
        var done = new AtomicInteger();
        Runnable progress = () -> options.progress().accept(done.incrementAndGet(), all.size());
        var found = new HashMap<SqlStatement, InspectedStatement>();
        if (database.isShared()) {
            try (var others = Meanwhile.ask(() -> askedElsewhere(every(all, i -> i % 2 == 1), known, progress))) {
                found.putAll(asked(every(all, i -> i % 2 == 0), connection, known, progress));
                found.putAll(others.await());
            }
        } else {
            found.putAll(asked(all, connection, known, progress));
        }
        all.forEach(entry -> inspected.put(entry.getKey(), Objects.requireNonNull(found.get(entry.getKey()))));
    }

    /** Neighbours are of one file and much alike, so each connection takes every other one. */
    private static <T> List<T> every(List<T> all, IntPredicate which) {
        return IntStream.range(0, all.size()).filter(which).mapToObj(all::get).toList();
    }

    private Map<SqlStatement, InspectedStatement> askedElsewhere(
            List<Map.Entry<SqlStatement, List<FieldBinding>>> statements, Known known, Runnable progress)
            throws SQLException {
        try (var borrowed = database.borrow()) {
            var connection = InspectedDatabase.driversOwn(borrowed);
            return asked(statements, connection, database.known(connection, known), progress);
        }
    }

    private Map<SqlStatement, InspectedStatement> asked(
            List<Map.Entry<SqlStatement, List<FieldBinding>>> statements,
            Connection connection,
            Known known,
            Runnable progress)
            throws SQLException {
        var asking = new StatementAsking(connection, known, fields);
        var asked = new LinkedHashMap<SqlStatement, InspectedStatement>();
        Asking.command(connection, "begin read only");
        for (var entry : statements) {
            asked.put(entry.getKey(), asking.ask(entry.getKey(), entry.getValue()));
            progress.run();
        }
        Asking.command(connection, "rollback");
        new ParseTrees(connection, fields, known.answers().trees()).addTo(asked);
        return asked;
    }

    private Map<SqlStatement, List<FieldBinding>> byStatement() {
        var byStatement = new LinkedHashMap<SqlStatement, List<FieldBinding>>();
        each((binding, shape, statement) -> byStatement
                .computeIfAbsent(statement, ignored -> new ArrayList<>())
                .add(binding));
        return byStatement;
    }

    private void prepareRules(Catalogue catalogue) {
        var prepares = new PrepareRules(notes);
        var parameters = new ParameterRules(fields, catalogue, notes);
        for (var statement : inspected.values()) {
            prepares.check(statement);
            parameters.check(statement);
        }
    }

    private void rowRules(Catalogue catalogue, ColumnNullness nullness) {
        var values = new ValueRules(fields, catalogue, nullness, notes);
        var keys = new KeyRules(catalogue, fields, nullness, notes, inspected);
        var rows = new RowRules(fields, bindings, notes, values, keys, new EntityRows(bindings, inspected), catalogue);
        var counts = new RowCountRules(catalogue, fields, notes);
        var pages = new PageRules(catalogue, nullness, notes);
        each((binding, shape, statement) -> {
            var found = inspected.get(statement);
            if (found != null) {
                found.prepared().forEach(prepared -> rows.check(binding, shape, statement, prepared));
                counts.check(found, binding, shape);
                pages.check(found, binding, shape);
            }
        });
    }

    private interface Visitor {
        void visit(FieldBinding binding, FieldShape shape, SqlStatement statement);
    }

    private void each(Visitor visitor) {
        Stream.of(bindings.all(), bindings.totals().values(), bindings.allEntities())
                .flatMap(Collection::stream)
                .sorted(Comparator.comparing(FieldBinding::coordinate))
                .forEach(binding -> {
                    switch (binding) {
                        case FieldBinding.Root root -> visitor.visit(root, root.shape(), root.statement());
                        case FieldBinding.Write write -> visitor.visit(write, write.shape(), write.statement());
                        case FieldBinding.Nested nested -> visitor.visit(nested, nested.shape(), nested.statement());
                        case FieldBinding.Subscribed field -> visitor.visit(field, field.shape(), field.statement());
                        case FieldBinding.Held ignored -> {}
                        case FieldBinding.Java ignored -> {}
                        case FieldBinding.Constant ignored -> {}
                        case FieldBinding.Paged ignored -> {}
                        case FieldBinding.Entities ignored -> {}
                    }
                });
    }

    private InspectionReport report(ColumnNullness nullness, List<String> grants) {
        var lock = inspected.entrySet().stream()
                .map(entry -> StatementLock.of(entry.getKey(), entry.getValue(), nullness))
                .sorted(Comparator.comparing(StatementLock::statement))
                .toList();
        var variants = inspected.values().stream()
                .mapToInt(InspectedStatement::variants)
                .sum();
        var writes = new HashMap<String, Set<String>>();
        inspected.forEach((statement, found) -> writes.put(statement.name(), found.writes()));
        return new InspectionReport(
                bindings.all().size(),
                inspected.size(),
                variants,
                notes.findings(),
                notes.notChecked(),
                grants,
                lock,
                writes);
    }
}
