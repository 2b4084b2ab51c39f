package dev.postern.testing;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A response that goes on, taken piece by piece. */
public final class HttpStream implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final String END = "the end";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();

    /** @param between what stands between two pieces */
    public HttpStream(HttpRequest request, String between) {
        try {
            this.response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        Thread.ofVirtual().start(() -> read(between));
    }

    private void read(String between) {
        try (var scanner = new Scanner(response.body(), StandardCharsets.UTF_8)) {
            scanner.useDelimiter(java.util.regex.Pattern.quote(between)).forEachRemaining(pieces::add);
        }
        pieces.add(END);
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The next piece that is no heartbeat, {@code the end} when there are no more. */
    public String take() {
        try {
            while (true) {
                var piece = pieces.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertNotNull(piece, "nothing came");
                if (!piece.equals(":") && !piece.endsWith("\r\n\r\n{}")) {
                    return piece;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
