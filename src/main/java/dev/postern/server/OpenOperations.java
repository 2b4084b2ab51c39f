package dev.postern.server;

import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.Interruption;
import dev.postern.subscription.Delivery;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations of one connection by their ids; safe for use by several threads. */
final class OpenOperations {

    private final Supplier<StreamedOperations> streamed;
    private final Executor executor;
    private final StreamFrames frames;
    private final Outbox outbox;
    private final int most;
    private final Runnable ended;
    private final Map<String, RunningOperation> operations = new ConcurrentHashMap<>();

    /**
     * @param executor a thread for each task
     * @param most that may be under way
     * @param ended told of each that has ended by itself, when its last piece is in the outbox or next to be sent
     */
    OpenOperations(
            Supplier<StreamedOperations> streamed,
            Executor executor,
            StreamFrames frames,
            Outbox outbox,
            int most,
            Runnable ended) {
        this.streamed = streamed;
        this.executor = executor;
        this.frames = frames;
        this.outbox = outbox;
        this.most = most;
        this.ended = ended;
    }

    boolean has(String id) {
        return operations.containsKey(id);
    }

    boolean isEmpty() {
        return operations.isEmpty();
    }

    /** Starts an operation whose id is free; its answers go to the outbox. */
    void start(String id, SentOperation sent, Sender sender) {
        if (operations.size() >= most) {
            outbox.send(frames.refused(
                    id,
                    GraphQlEndpoint.refused(new FieldError(
                            ErrorCode.LIMIT_EXCEEDED,
                            "The connection has " + most + " operations under way, which is the most."))));
            return;
        }
        var operation = new RunningOperation(id);
        operations.put(id, operation);
        executor.execute(() -> run(operation, sent, sender));
    }

    private void run(RunningOperation operation, SentOperation sent, Sender sender) {
        var started = streamed.get().start(sent, sender, operation.interruption(), () -> outbox.ready(operation));
        switch (started) {
            case StreamStart.Subscribed subscribed -> {
                operation.streams(subscribed.subscription());
                outbox.ready(operation);
            }
            case StreamStart.Answered answered -> answer(operation, answered);
        }
    }

    private void answer(RunningOperation operation, StreamStart.Answered answered) {
        if (!operations.remove(operation.id(), operation)) {
            return;
        }
        if (answered.isExecuted()) {
            outbox.send(frames.next(operation.id(), answered.response()));
            outbox.send(frames.completed(operation.id()));
        } else {
            outbox.send(frames.refused(operation.id(), answered.response()));
        }
        ended.run();
    }

    /** What to send for something that a stream has to say; null for an end that the connection's own end says. */
    byte @Nullable [] piece(RunningOperation operation, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Event event -> frames.next(operation.id(), event.response());
            case Delivery.Failure failure -> {
                operations.remove(operation.id(), operation);
                ended.run();
                yield frames.failed(operation.id(), GraphQlEndpoint.refused(failure.error()));
            }
            case Delivery.Restart ignored -> null;
        };
    }

    /** The end of an operation, if there is one, because the client wants no more. */
    void stop(String id) {
        var operation = operations.remove(id);
        if (operation != null) {
            operation.stop();
        }
    }

    /** The end of all of them. */
    void stopAll() {
        operations.keySet().forEach(this::stop);
    }

    /** Interrupts what has not begun to stream and takes longer than a request may. */
    void interruptAfter(Duration time) {
        for (var operation : operations.values()) {
            if (!operation.isStream() && operation.nanos() > time.toNanos()) {
                operation.interruption().interrupt(new Interruption.Cause.Deadline(time));
            }
        }
    }
}
