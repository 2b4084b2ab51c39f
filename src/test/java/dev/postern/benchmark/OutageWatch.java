package dev.postern.benchmark;

import dev.postern.testing.Gateway;
import dev.postern.testing.SocketSwarm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What one subscriber is told of readings while the database goes away. */
final class OutageWatch implements SocketSwarm.Client {

    private static final Told.Failure END = new Told.Failure("error", "UNAVAILABLE", false);

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile int heard;

    /** Something that it was told. */
    sealed interface Told {

        record Value(int value, boolean isBehindGap) implements Told {}

        /** An answer with an error, or the end of the stream by one. */
        record Failure(String type, String code, boolean isBehindGap) implements Told {}

        record Ended(String how) implements Told {}
    }

    @Override
    public void message(ByteBuffer text) {
        var message = Gateway.JSON.readTree(StandardCharsets.UTF_8.decode(text).toString());
        var type = message.path("type").asString();
        var payload = message.path("payload");
        var errors = type.equals("error") ? payload : payload.path("errors");
        var isBehindGap = payload.path("extensions").path("postern").path("gap").asBoolean(false);
        told.add(
                errors.isMissingNode()
                        ? new Told.Value(
                                payload.path("data")
                                        .path("readingOf")
                                        .path("value")
                                        .asInt(),
                                isBehindGap)
                        : new Told.Failure(
                                type,
                                errors.path(0).path("extensions").path("code").asString(),
                                isBehindGap));
    }

    @Override
    public void ended(String how) {
        told.add(new Told.Ended(how));
    }

    List<Told> told() {
        return told;
    }

    int last() {
        return told.reversed().stream()
                .filter(Told.Value.class::isInstance)
                .map(value -> ((Told.Value) value).value())
                .findFirst()
                .orElse(0);
    }

    /** An outage begins; who subscribed later has been told less by then. */
    void begin() {
        heard = told.size();
    }

    /** Whether something that came since an outage began has a gap before it. */
    boolean isToldOfGap() {
        return told.stream().skip(heard).anyMatch(one -> one instanceof Told.Value value && value.isBehindGap());
    }

    /** Whether its stream has ended, as it is to when events may have been missed. */
    boolean isEnded() {
        return !told.isEmpty() && told.getLast().equals(END);
    }

    /**
     * Whether each of these values came once and in their order, an error or a gap stands where some are missing, and nothing stands
     * behind the end.
     */
    boolean isRight(List<Integer> values) {
        var at = -1;
        var failures = 0;
        var isBehindGap = false;
        for (var one : told.subList(0, told.size() - (isEnded() ? 1 : 0))) {
            switch (one) {
                case Told.Failure failure -> {
                    failures++;
                    isBehindGap |= failure.isBehindGap();
                }
                case Told.Ended ignored -> {
                    return false;
                }
                case Told.Value value -> {
                    var found = values.indexOf(value.value());
                    if (!follows(at, found, failures, isBehindGap || value.isBehindGap())) {
                        return false;
                    }
                    at = found;
                    failures = 0;
                    isBehindGap = false;
                }
            }
        }
        return true;
    }

    private static boolean follows(int at, int found, int failures, boolean isBehindGap) {
        return found >= 0 && (at < 0 || (found > at && (isBehindGap || found - at - 1 <= failures)));
    }
}
