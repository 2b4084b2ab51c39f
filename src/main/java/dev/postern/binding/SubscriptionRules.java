package dev.postern.binding;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.schema.ColumnName;
import dev.postern.schema.NotifyDirective;
import dev.postern.schema.ResumeDirective;
import dev.postern.statement.SqlStatement;
import graphql.schema.GraphQLTypeUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a field of {@code Subscription} needs besides a statement. */
final class SubscriptionRules {

    /** What Postgres keeps of a name; source: https://www.postgresql.org/docs/18/sql-notify.html */
    private static final int LONGEST = 63;

    private final Subject subject;
    private final SqlStatement statement;
    private final List<Finding> findings = new ArrayList<>();

    private SubscriptionRules(Subject subject, SqlStatement statement) {
        this.subject = subject;
        this.statement = statement;
    }

    /** @param keys of which the statement takes lists */
    static List<Finding> check(Subject subject, SqlStatement statement, List<String> keys) {
        var rules = new SubscriptionRules(subject, statement);
        rules.channel();
        rules.resume();
        keys.forEach(rules::key);
        if (subject.shape().connection()) {
            rules.error(
                    "BIND-131",
                    subject.place(),
                    "an event is no page, and the field is " + subject.shape().display(),
                    "Return an object that has the connection as a field.");
        }
        return rules.findings;
    }

    private void channel() {
        var channel = NotifyDirective.channel(subject.field());
        if (channel.isEmpty() || channel.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            error(
                    "BIND-132",
                    subject.place(),
                    "its channel '" + channel + "' is no name for Postgres, which has 1 to " + LONGEST + " bytes",
                    "Name another one by @notify(channel:).");
        }
    }

    private void resume() {
        var after = subject.field().getArgument(ResumeDirective.AFTER);
        var isText = after != null
                && GraphQLTypeUtil.simplePrint(after.getType()).equals("String")
                && !after.hasSetDefaultValue();
        if (ResumeDirective.isAt(subject.field()) && !isText) {
            error(
                    "BIND-133",
                    subject.place(),
                    "it has @resume, and no argument 'after: String'",
                    "Add it: whoever subscribes again says by it what came last.");
        }
    }

    /** Each subscriber has to have one value for it. */
    private void key(String key) {
        var arguments = subject.field().getArguments();
        var argument = arguments.stream()
                .filter(one -> ColumnName.of(one.getName()).equals(key))
                .findFirst();
        if (argument.isEmpty()) {
            var names =
                    arguments.stream().map(one -> ColumnName.of(one.getName())).collect(Collectors.joining(", "));
            error(
                    "BIND-130",
                    statement.place(),
                    "the statement takes 'keys." + key + "', and no argument is called so; "
                            + (names.isEmpty() ? "it has no arguments" : "there are " + names),
                    "Correct the name, or add the argument.");
            return;
        }
        var type = argument.get().getType();
        if (!GraphQLTypeUtil.isNonNull(type)
                || GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type))
                || !GraphQLTypeUtil.isLeaf(type)) {
            error(
                    "BIND-130",
                    subject.place(),
                    "the statement takes 'keys." + key + "', and the argument is " + GraphQLTypeUtil.simplePrint(type),
                    "Make it a scalar or an enum with '!': whoever gives none would never be told anything.");
        }
    }

    private void error(String code, Place place, String fact, String cure) {
        findings.add(Finding.error(code, place, subject.coordinate(), fact, cure));
    }
}
