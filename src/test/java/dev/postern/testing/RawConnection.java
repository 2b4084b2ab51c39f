package dev.postern.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends bytes, whether they are HTTP or not, and reads what comes of them.
 *
 * <p>It waits for a minute at the most. Not safe for use by several threads.
 */
public final class RawConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)$");

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawConnection open(URI uri) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        return new RawConnection(socket);
    }

    /**
     * A response.
     *
     * @param head its first line and its headers, a line each
     */
    public record Response(int status, String head, String body) {

        public boolean isLast() {
            return head.toLowerCase(Locale.ROOT).contains("\nconnection: close");
        }

        /** The values of a header. */
        public List<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
        }
    }

    /** Sends it, each character a byte; a server that has hung up is no fault. */
    public void send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException hungUp) {
            // what came before can be read all the same
        }
    }

    /** All responses until the server hangs up; after each of those that leave the connection open, a last request. */
    public List<Response> responses(String last) {
        var responses = new ArrayList<Response>();
        for (var next = response(); next != null; next = response()) {
            responses.add(next);
            if (!next.isLast()) {
                send(last);
            }
        }
        return responses;
    }

    /** The next response, null when the server has hung up. */
    public @Nullable Response response() {
        try {
            var head = head();
            if (head.isEmpty()) {
                return null;
            }
            var length = LENGTH.matcher(head);
            var body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : chunks(head);
            return new Response(
                    Integer.parseInt(head.substring(9, 12)), head, new String(body, StandardCharsets.UTF_8));
        } catch (IOException reset) {
            return null;
        }
    }

    /** Goes away, and waits for nothing. */
    public void hangUp() throws IOException {
        socket.close();
    }

    /** Whether anything comes, or the server hangs up, within this time. */
    public boolean hears(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        in.mark(1);
        try {
            in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        } finally {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    /** Sends the same again and again, fifty times a second, until there is a response, or null when the server hangs up. */
    public @Nullable Response drip(String each) throws IOException {
        socket.setSoTimeout(20);
        for (var start = System.nanoTime(); System.nanoTime() - start < PATIENCE.toNanos(); ) {
            in.mark(1);
            try {
                var next = in.read();
                in.reset();
                socket.setSoTimeout((int) PATIENCE.toMillis());
                return next < 0 ? null : response();
            } catch (SocketTimeoutException nothingYet) {
                send(each);
            } catch (IOException reset) {
                return null;
            }
        }
        throw new IllegalStateException("the server listens for ever");
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next != '\r') {
                head.append((char) next);
            }
            if (head.length() > 1 && head.charAt(head.length() - 1) == '\n' && head.charAt(head.length() - 2) == '\n') {
                return head.substring(0, head.length() - 1);
            }
        }
        return "";
    }

    private byte[] chunks(String head) throws IOException {
        var body = new ByteArrayOutputStream();
        if (!head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            return body.toByteArray();
        }
        for (var size = chunk(); size > 0; size = chunk()) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
