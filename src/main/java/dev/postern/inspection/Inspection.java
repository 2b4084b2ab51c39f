package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.finding.Finding;
import dev.postern.statement.Session;
import dev.postern.statement.Sessions;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementException;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The question to Postgres of what each bound statement returns, held against what its fields need.
 *
 * <p>Each statement is prepared once, as it is when no argument is given; nothing runs. Other variants of a dynamic
 * statement are not looked at.
 */
public final class Inspection {

    private final RowRules rules;
    private final Bindings bindings;
    private final Map<SqlStatement, Optional<List<String>>> columns = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notChecked = new ArrayList<>();

    private Inspection(GraphQLSchema schema, Bindings bindings) {
        this.rules = new RowRules(schema, bindings);
        this.bindings = bindings;
    }

    /**
     * The report on a project.
     *
     * @throws StatementException when the database cannot be asked at all
     */
    public static InspectionReport of(GraphQLSchema schema, Bindings bindings, Sessions sessions) {
        try (var session = sessions.open()) {
            return new Inspection(schema, bindings).run(session);
        }
    }

    private InspectionReport run(Session session) {
        for (var binding : bindings.all()) {
            switch (binding) {
                case FieldBinding.Root root -> inspect(session, root, root.shape(), root.statement());
                case FieldBinding.Write write -> inspect(session, write, write.shape(), write.statement());
                case FieldBinding.Nested nested -> inspect(session, nested, nested.shape(), nested.statement());
                case FieldBinding.Held ignored -> {}
                case FieldBinding.Java ignored -> {}
            }
        }
        notChecked.sort(null);
        return new InspectionReport(columns.size(), findings, notChecked);
    }

    private void inspect(Session session, FieldBinding binding, FieldShape shape, SqlStatement statement) {
        columns.computeIfAbsent(statement, asked -> ask(session, asked))
                .ifPresent(returned -> findings.addAll(rules.check(binding, shape, statement, returned)));
    }

    private Optional<List<String>> ask(Session session, SqlStatement statement) {
        try {
            return Optional.of(session.columns(statement).stream()
                    .map(column -> column.name())
                    .toList());
        } catch (StatementException refused) {
            findings.add(Finding.error(
                    "SQL-101",
                    statement.place(),
                    statement.name(),
                    "Postgres refuses it: " + refused.refusal().message(),
                    "Correct the SQL, or migrate the database."));
        } catch (RuntimeException undecided) {
            notChecked.add(statement + ": its text cannot be made without arguments");
        }
        return Optional.empty();
    }
}
