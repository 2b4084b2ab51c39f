package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.identity.Caller;
import dev.postern.plan.ArgumentPlan;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.Plan;
import dev.postern.plan.Planned;
import dev.postern.plan.StatementPlan;
import dev.postern.schema.ColumnName;
import dev.postern.schema.ScalarProperties;
import dev.postern.statement.KeyText;
import dev.postern.statement.OutboxTable;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers to an event: the subscription's plan is run as a query's is, once for all who share it.
 *
 * <p>Safe for use by several threads.
 */
public final class EventExecution {

    private final StatementExecution execution;
    private final CallerSettings callers;
    private final LeafWriters leaves;
    private final BufferPool buffers = new BufferPool();

    public EventExecution(StatementExecution execution, CallerSettings callers, ScalarProperties scalars) {
        this.execution = execution;
        this.callers = callers;
        this.leaves = new LeafWriters(scalars);
    }

    /**
     * A subscriber's operation, ready to be run for events.
     *
     * @throws FieldException when there is nothing to run for this caller, or an argument cannot be read
     */
    public EventQuery query(Planned.Direct planned, Caller caller) {
        if (planned.plan().stages().getFirst().fields().isEmpty()) {
            throw new FieldException(
                    new FieldError(ErrorCode.BAD_USER_INPUT, "The subscription selects nothing."), null);
        }
        var field = EventQuery.field(planned);
        if (field.refusal() != null) {
            throw new FieldException(AccessErrors.of(field.refusal()), null);
        }
        var binding = (FieldBinding.Subscribed) Bound.to(field);
        try {
            var key = key(field, binding, planned.variables());
            var query = new EventQuery(planned, caller, binding, key, sharing(planned, binding, caller));
            requireCursor(query);
            return query;
        } catch (GraphQLException argument) {
            throw new FieldException(
                    new FieldError(ErrorCode.BAD_USER_INPUT, String.valueOf(argument.getMessage())), null);
        }
    }

    private static void requireCursor(EventQuery query) {
        var after = query.binding().resumes() ? query.after() : null;
        if (after != null && !OutboxTable.isCursor(after)) {
            throw new FieldException(
                    new FieldError(
                            ErrorCode.BAD_USER_INPUT,
                            "Argument 'after' of " + query.binding().coordinate() + ": it is no cursor of an event."),
                    null);
        }
    }

    private EventKey key(FieldPlan field, FieldBinding.Subscribed binding, CoercedVariables variables) {
        if (binding.keys().isEmpty()) {
            return EventKey.NONE;
        }
        var types = execution.keyTypes(binding.statement());
        var texts = new ArrayList<String>();
        var values = field.arguments().values(variables);
        for (var key : binding.keys()) {
            var argument = values.keySet().stream()
                    .filter(name -> ColumnName.of(name).equals(key))
                    .findFirst()
                    .orElseThrow();
            var type = types.get(key);
            var plain = plain(values.get(argument));
            var text = type == null ? plain : KeyText.of(type, plain);
            if (type != null && text == null) {
                throw new FieldException(
                        new FieldError(
                                ErrorCode.BAD_USER_INPUT,
                                "Argument '" + argument + "' of " + binding.coordinate()
                                        + ": the value cannot be read as " + type.display() + "."),
                        null);
            }
            texts.add(text == null ? plain : text);
        }
        return new EventKey(texts);
    }

    private static String plain(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case BigDecimal number -> number.toPlainString();
            case null -> "";
            default -> value.toString();
        };
    }

    private EventQuery.Sharing sharing(Planned.Direct planned, FieldBinding.Subscribed binding, Caller caller) {
        var given = statements(planned.plan())
                .map(statement -> given(statement, binding, planned.variables()))
                .toList();
        var isPersonal = callers.tellWhoAsks()
                || statements(planned.plan())
                        .anyMatch(statement -> statement.binding().takesClaims())
                || takeClaims(planned.plan().root(), new HashSet<>());
        return new EventQuery.Sharing(planned.plan(), given, isPersonal ? caller.json() : "");
    }

    /** Whether what brings whole objects, below this one, looks at who asks. */
    private static boolean takeClaims(ObjectPlan object, Set<ObjectPlan> seen) {
        return seen.add(object)
                && (object.entities().stream().anyMatch(FieldBinding::takesClaims)
                        || object.fields().stream()
                                .flatMap(field -> field.type().objects().stream())
                                .anyMatch(below -> takeClaims(below, seen)));
    }

    private static Object given(StatementPlan statement, FieldBinding.Subscribed root, CoercedVariables variables) {
        var values = new HashMap<String, @Nullable Object>(statement.arguments().values(variables));
        if (statement.binding().equals(root)) {
            values.keySet().removeIf(name -> root.keys().contains(ColumnName.of(name)));
        }
        return new ArgumentPlan.Fixed(values).identity();
    }

    private static Stream<StatementPlan> statements(Plan plan) {
        return plan.stages().stream()
                .flatMap(stage -> stage.levels().stream())
                .flatMap(level -> level.statements().stream());
    }

    /**
     * The answers to an event, one for each key, in their order.
     *
     * @param query of any of those who share the run
     * @param keys of them, each once, at least one
     * @param event by name, as JSON has it
     * @return empty where no row came
     */
    public List<Optional<byte[]>> run(EventQuery query, List<EventKey> keys, Map<String, @Nullable Object> event) {
        var interruptible = execution.within(query.caller(), new Interruption(), null);
        var input = new OperationInput(query.planned(), interruptible, event);
        var plan = query.planned().plan();
        var root = new RootParents(plan.root(), keys);
        new StageRun(interruptible, input, root, null).run(plan.stages().getFirst());
        var link = root.link(query.field());
        var answers = new ArrayList<Optional<byte[]>>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            answers.add(isNothing(link, i) ? Optional.empty() : Optional.of(write(query, root, i)));
        }
        return answers;
    }

    private static boolean isNothing(@Nullable Link link, int number) {
        if (link == null || link.error() != null) {
            return false;
        }
        var result = link.result();
        return result != null && result.count(link.key(number)) == 0;
    }

    private byte[] write(EventQuery query, RootParents root, int number) {
        var target = new CollectedAnswer();
        var answer = new Answer(root, number, true, leaves, buffers, target);
        try {
            answer.write(query.planned().plan().stages().getFirst().fields());
            answer.send();
        } catch (RuntimeException failure) {
            answer.release();
            throw failure;
        }
        return target.whole();
    }
}
