package dev.postern.benchmark;

import dev.postern.testing.Gateway;
import dev.postern.testing.HttpConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Requests of one operation over several connections, on each of them the next one as soon as the last is answered. */
final class HttpLoad {

    private final URI uri;
    private final int connections;
    private final AtomicLong number = new AtomicLong();

    HttpLoad(URI uri, int connections) {
        this.uri = uri;
        this.connections = connections;
    }

    /**
     * What clients saw.
     *
     * @param perSecond requests answered by all connections together
     * @param half the latency that half of them stayed below
     * @param nearlyAll the latency that 99 of 100 stayed below
     */
    record Figures(double perSecond, Duration half, Duration nearlyAll) {

        private static Figures of(long[] latencies, Duration duration) {
            return new Figures(
                    latencies.length / (duration.toNanos() / 1e9),
                    Duration.ofNanos(latencies[latencies.length / 2]),
                    Duration.ofNanos(latencies[(int) (latencies.length * 0.99)]));
        }
    }

    Figures run(FleetOperation operation, Duration duration) throws InterruptedException {
        var until = System.nanoTime() + duration.toNanos();
        try (var clients = Executors.newFixedThreadPool(connections)) {
            Callable<List<Long>> client = () -> ask(operation, until);
            var latencies = new ArrayList<Long>();
            for (var answered : clients.invokeAll(Collections.nCopies(connections, client))) {
                latencies.addAll(answered.get());
            }
            return Figures.of(sorted(latencies), duration);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long[] sorted(List<Long> latencies) {
        return latencies.stream().flatMapToLong(LongStream::of).sorted().toArray();
    }

    private List<Long> ask(FleetOperation operation, long until) {
        var latencies = new ArrayList<Long>();
        try (var connection = HttpConnection.open(uri)) {
            for (var start = System.nanoTime(); start < until; start = System.nanoTime()) {
                connection.send(uri.getPath(), body(operation));
                requireData(connection.body());
                latencies.add(System.nanoTime() - start);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return latencies;
    }

    private String body(FleetOperation operation) {
        return Gateway.JSON.writeValueAsString(
                Map.of("query", operation.document(), "variables", operation.variables(number.getAndIncrement())));
    }

    private static void requireData(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
        if (!text.startsWith("{\"data\":{")) {
            throw new IllegalStateException(text);
        }
    }
}
