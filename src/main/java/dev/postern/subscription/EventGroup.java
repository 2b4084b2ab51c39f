package dev.postern.subscription;

import dev.postern.execution.ErrorCode;
import dev.postern.execution.EventExecution;
import dev.postern.execution.EventKey;
import dev.postern.execution.EventQuery;
import dev.postern.execution.FieldError;
import dev.postern.subscription.SubscriptionProperties.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribers whom one run of a statement answers, and the events that wait for it, in their order.
 *
 * <p>Safe for use by several threads.
 */
final class EventGroup {

    private static final Logger LOG = LoggerFactory.getLogger(EventGroup.class);

    private final EventQuery query;
    private final EventExecution execution;
    private final SubscriptionProperties properties;
    private final Executor executor;
    private final Semaphore runs;
    private final Map<EventKey, Set<Subscription>> members = new ConcurrentHashMap<>();
    private final Deque<Waiting> events = new ArrayDeque<>();
    private boolean isRunning;
    private boolean missesSome;

    private record Waiting(Map<String, @Nullable Object> event, boolean isBehindGap) {}

    /**
     * @param query of any of them
     * @param runs what may be under way at one time
     */
    EventGroup(
            EventQuery query,
            EventExecution execution,
            SubscriptionProperties properties,
            Executor executor,
            Semaphore runs) {
        this.query = query;
        this.execution = execution;
        this.properties = properties;
        this.executor = executor;
        this.runs = runs;
    }

    EventQuery query() {
        return query;
    }

    /** Called by one thread at a time, as is {@link #remove}. */
    void add(Subscription subscription) {
        members.computeIfAbsent(subscription.query().key(), key -> ConcurrentHashMap.newKeySet())
                .add(subscription);
    }

    /** Whether that was the last one. */
    boolean remove(Subscription subscription) {
        members.computeIfPresent(subscription.query().key(), (key, those) -> {
            those.remove(subscription);
            return those.isEmpty() ? null : those;
        });
        return members.isEmpty();
    }

    /** All of them. */
    List<Subscription> subscriptions() {
        return members.values().stream().flatMap(Set::stream).toList();
    }

    /** Adds an event, behind those that wait. */
    void accept(Map<String, @Nullable Object> event) {
        var overflows = false;
        synchronized (events) {
            if (properties.coalesce().isPositive() && waits(event)) {
                return;
            }
            overflows = events.size() >= properties.queue();
            if (overflows) {
                events.removeFirst();
            }
            events.addLast(new Waiting(event, missesSome));
            missesSome = false;
            if (overflows) {
                events.addFirst(new Waiting(events.removeFirst().event(), true));
            }
            if (!isRunning) {
                isRunning = true;
                executor.execute(this::run);
            }
        }
        if (overflows) {
            overflow();
        }
    }

    private boolean waits(Map<String, @Nullable Object> event) {
        return events.stream().anyMatch(waiting -> waiting.event().equals(event));
    }

    /** Events may have been missed, before the next one that comes and behind all that wait. */
    void gap() {
        synchronized (events) {
            if (isRunning) {
                missesSome = true;
                return;
            }
        }
        subscriptions().forEach(Subscription::gap);
    }

    private void overflow() {
        LOG.warn(
                "Events of {} come faster than its statement runs",
                query.binding().coordinate());
        if (properties.overflow() == Overflow.DROP_OLDEST) {
            return;
        }
        var error = new FieldError(
                ErrorCode.LIMIT_EXCEEDED,
                query.binding().coordinate() + ": events come faster than they are answered.");
        subscriptions().forEach(subscription -> subscription.end(new Delivery.Failure(error)));
    }

    private void run() {
        collect();
        for (var waiting = next(); waiting != null; waiting = next()) {
            if (waiting.isBehindGap()) {
                subscriptions().forEach(Subscription::gap);
            }
            try {
                runs.acquireUninterruptibly();
                try {
                    run(waiting.event());
                } finally {
                    runs.release();
                }
            } catch (RuntimeException unexpected) {
                LOG.error("An event of {} was not answered", query.binding().coordinate(), unexpected);
                subscriptions().forEach(Subscription::gap);
            }
        }
    }

    /** Equal events that come meanwhile are one. */
    private void collect() {
        if (properties.coalesce().isZero()) {
            return;
        }
        try {
            Thread.sleep(properties.coalesce());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Waiting next() {
        synchronized (events) {
            var event = events.pollFirst();
            isRunning = event != null;
            return event;
        }
    }

    private void run(Map<String, @Nullable Object> event) {
        var keys = new ArrayList<>(members.keySet());
        if (keys.isEmpty()) {
            return;
        }
        var answers = execution.run(query, keys, event);
        for (int i = 0; i < keys.size(); i++) {
            deliver(keys.get(i), answers.get(i));
        }
    }

    private void deliver(EventKey key, Optional<byte[]> answer) {
        if (answer.isPresent()) {
            var body = answer.get();
            members.getOrDefault(key, Set.of()).forEach(subscription -> subscription.offer(body));
        }
    }
}
