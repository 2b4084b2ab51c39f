package dev.postern.subscription;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.database.Database;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.EventExecution;
import dev.postern.execution.EventQuery;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.statement.OutboxTable;
import dev.postern.statement.StatementException;
import dev.postern.subscription.SubscriptionProperties.LostConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who has subscribed, and the connection by which Postgres tells what happened: opened for the first of them, closed after
 * the last.
 *
 * <p>Safe for use by several threads.
 */
public final class Subscriptions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final EventExecution execution;
    private final SubscriptionProperties properties;
    private final Executor executor;
    private final Semaphore runs;
    private final Set<String> channels;
    private final Map<EventQuery.Sharing, EventGroup> groups = new ConcurrentHashMap<>();
    private final Map<Subscription, OutboxReader> readers = new ConcurrentHashMap<>();
    private final Set<Subscription> resuming = ConcurrentHashMap.newKeySet();
    private final OutboxTable outbox;
    private final AtomicLong refused = new AtomicLong();
    private @Nullable Listener listener;
    private boolean isOver;

    /** @param executor of what runs for events, a thread for each task */
    public Subscriptions(
            Database database,
            Bindings bindings,
            EventExecution execution,
            SubscriptionProperties properties,
            Executor executor) {
        this.database = database;
        this.outbox = new OutboxTable(database, properties.outbox());
        this.execution = execution;
        this.properties = properties;
        this.executor = executor;
        this.runs = new Semaphore(properties.runs());
        this.channels = bindings.all().stream()
                .filter(FieldBinding.Subscribed.class::isInstance)
                .map(binding -> ((FieldBinding.Subscribed) binding).channel())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A stream of the answers to all events from now on.
     *
     * @param ready told when there is something to take after there was nothing; must not wait
     * @throws FieldException when it asks for too much, or notifications cannot be had
     */
    public Subscription subscribe(EventQuery query, Runnable ready) {
        var statements = query.planned().plan().statements();
        if (statements > properties.statements()) {
            throw new FieldException(
                    new FieldError(
                            ErrorCode.LIMIT_EXCEEDED,
                            "An event can run " + statements + " statements; the most is " + properties.statements()
                                    + "."),
                    null);
        }
        var subscription = new Subscription(query, properties, ready, this::remove);
        if (!add(subscription).await(PATIENCE)) {
            subscription.cancel();
            throw unavailable(query, null);
        }
        if (query.binding().resumes()) {
            resume(subscription);
        }
        return subscription;
    }

    private static FieldException unavailable(EventQuery query, @Nullable Throwable cause) {
        return new FieldException(
                new FieldError(
                        ErrorCode.UNAVAILABLE,
                        query.binding().coordinate() + ": the database does not answer at the moment."),
                cause);
    }

    /** Notifications are listened to by now, so that nothing is written down unnoticed behind the place where it begins. */
    private void resume(Subscription subscription) {
        var query = subscription.query();
        var channel = query.binding().channel();
        try {
            var given = query.after();
            var cursor = given == null ? outbox.now(channel) : given;
            var reader = new OutboxReader(subscription, outbox, execution, cursor, runs, why -> refuse(channel, why));
            readers.put(subscription, reader);
            executor.execute(reader);
        } catch (StatementException away) {
            subscription.cancel();
            throw unavailable(query, away);
        }
    }

    private synchronized Listener add(Subscription subscription) {
        if (isOver) {
            throw new FieldException(new FieldError(ErrorCode.UNAVAILABLE, "The gateway is going down."), null);
        }
        var query = subscription.query();
        if (query.binding().resumes()) {
            resuming.add(subscription);
        } else {
            groups.computeIfAbsent(query.sharing(), key -> new EventGroup(query, execution, properties, executor, runs))
                    .add(subscription);
        }
        var open = listener;
        if (open == null) {
            open = new Listener(database, channels, this::accept, this::missed);
            open.start();
            listener = open;
        }
        return open;
    }

    private synchronized void remove(Subscription subscription) {
        groups.computeIfPresent(
                subscription.query().sharing(), (key, group) -> group.remove(subscription) ? null : group);
        resuming.remove(subscription);
        var reader = readers.remove(subscription);
        if (reader != null) {
            reader.wake();
        }
        if (groups.isEmpty() && resuming.isEmpty() && listener != null) {
            listener.close();
            listener = null;
        }
    }

    private void accept(String channel, String payload) {
        readers.values().stream()
                .filter(reader -> reader.channel().equals(channel))
                .forEach(OutboxReader::wake);
        var heard = groups.values().stream()
                .filter(group -> group.query().binding().channel().equals(channel))
                .toList();
        if (heard.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> event;
        try {
            event = EventPayload.read(payload);
        } catch (IllegalArgumentException broken) {
            refuse(channel, String.valueOf(broken.getMessage()));
            return;
        }
        heard.forEach(group -> accept(channel, event, group));
    }

    private void accept(String channel, Map<String, @Nullable Object> event, EventGroup group) {
        var missing = group.query().missingIn(event);
        if (missing.isEmpty()) {
            group.accept(event);
        } else {
            refuse(
                    channel,
                    "has no '" + missing + "', which " + group.query().binding().statement() + " takes");
        }
    }

    private void refuse(String channel, String why) {
        LOG.warn("Event {} that was not answered: the payload on '{}' {}", refused.incrementAndGet(), channel, why);
    }

    /** How many events could not be answered because of what they said. */
    public long refused() {
        return refused.get();
    }

    /** How many streams have begun, and have not ended. */
    public int size() {
        return Math.toIntExact(inGroups().count()) + readers.size();
    }

    private List<Subscription> all() {
        return Stream.concat(inGroups(), resuming.stream()).toList();
    }

    private Stream<Subscription> inGroups() {
        return groups.values().stream().flatMap(group -> group.subscriptions().stream());
    }

    /** Whose events are written down misses none. */
    private void missed() {
        readers.values().forEach(OutboxReader::wake);
        if (properties.lostConnection() == LostConnection.RESUME) {
            groups.values().forEach(EventGroup::gap);
            return;
        }
        var error = new FieldError(
                ErrorCode.UNAVAILABLE, "The connection to the database was lost, and events may have been missed.");
        inGroups().toList().forEach(subscription -> subscription.end(new Delivery.Failure(error)));
    }

    /** The end of all streams: whoever subscribes again is answered by what comes next. */
    @Override
    public void close() {
        synchronized (this) {
            isOver = true;
        }
        all().forEach(subscription -> subscription.end(new Delivery.Restart()));
    }
}
