package dev.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * Thousands of WebSockets that subscribe, read by one thread. Frames are taken apart by hand, so that the load costs little.
 *
 * <p>Source: RFC 6455, section 5.2.
 */
public final class SocketSwarm implements AutoCloseable {

    private static final String UPGRADE = """
            GET /graphql HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Protocol: graphql-transport-ws\r
            \r
            """;
    private static final String INIT = "{\"type\":\"connection_init\"}";

    /** What a slow one has room for, and what it reads in a second. */
    private static final int SLOW_BUFFER = 16_384;

    private static final int SLOW_PIECE = 4_096;
    private static final int TURNS = 20;

    /** So many are on their way at one time. */
    private static final int JOINING = 100;

    private final InetSocketAddress gateway;
    private final Selector selector;
    private final List<Member> slow = new CopyOnWriteArrayList<>();
    private final Semaphore joining = new Semaphore(JOINING);
    private final Thread thread;
    private volatile boolean isOver;
    private volatile boolean isAnyoneSlow = true;

    /** Whoever has a socket; told by one thread. */
    public interface Client {

        /** A message other than the acknowledgement, to be read before it returns. */
        void message(ByteBuffer text);

        /** The end: the gateway's code and reason, or how it broke off. */
        void ended(String how);
    }

    private static final class Member {

        private final SocketChannel channel;
        private final Client client;
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean isUpgraded;
        private boolean isAcknowledged;

        private Member(SocketChannel channel, Client client) {
            this.channel = channel;
            this.client = client;
        }
    }

    /** @param uri of {@code /graphql} */
    public SocketSwarm(URI uri) throws IOException {
        this.gateway = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().name("swarm").daemon().start(this::run);
    }

    /**
     * Opens a socket, and subscribes.
     *
     * @param payload of the message {@code subscribe}, as JSON
     * @param isSlow whether it reads no more than 4 KB a second, until all hurry
     */
    public void join(String payload, Client client, boolean isSlow) throws IOException {
        joining.acquireUninterruptibly();
        var channel = SocketChannel.open();
        if (isSlow) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_BUFFER);
        }
        channel.connect(gateway);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        write(channel, ByteBuffer.wrap(UPGRADE.getBytes(StandardCharsets.US_ASCII)));
        write(channel, text(INIT));
        write(channel, text("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":" + payload + "}"));
        channel.configureBlocking(false);
        var member = new Member(channel, client);
        channel.register(selector, isSlow ? 0 : SelectionKey.OP_READ, member);
        if (isSlow) {
            slow.add(member);
        }
        selector.wakeup();
    }

    /** From now on everybody reads what there is. */
    public void hurry() {
        isAnyoneSlow = false;
        slow.forEach(member -> {
            var key = member.channel.keyFor(selector);
            if (key != null && key.isValid()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        });
        selector.wakeup();
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A client's frame; its mask is nothing but zeros, which is one. */
    private static ByteBuffer frame(int head, byte[] bytes) {
        var frame = ByteBuffer.allocate(bytes.length + 8).put((byte) head);
        if (bytes.length < 126) {
            frame.put((byte) (0x80 | bytes.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) bytes.length);
        }
        return frame.putInt(0).put(bytes).flip();
    }

    private void run() {
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        var piece = ByteBuffer.allocateDirect(SLOW_PIECE);
        var due = System.nanoTime();
        for (int turn = 0; !isOver; ) {
            try {
                selector.select(key -> read((Member) key.attachment(), buffer), 1000 / TURNS);
                if (isAnyoneSlow && System.nanoTime() - due >= 0) {
                    due += 1_000_000_000L / TURNS;
                    readSlowly(turn++ % TURNS, piece);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void readSlowly(int turn, ByteBuffer piece) {
        for (int i = turn; i < slow.size(); i += TURNS) {
            if (slow.get(i).channel.isOpen()) {
                read(slow.get(i), piece);
            }
        }
    }

    private void read(Member member, ByteBuffer buffer) {
        try {
            buffer.clear();
            if (member.channel.read(buffer) < 0) {
                end(member, "without a word");
                return;
            }
            take(member, buffer.flip());
        } catch (IOException broken) {
            end(member, String.valueOf(broken.getMessage()));
        }
    }

    private void end(Member member, String how) {
        try {
            member.channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!member.isAcknowledged) {
            joining.release();
        }
        member.client.ended(how);
    }

    private void take(Member member, ByteBuffer came) throws IOException {
        var all = came;
        if (member.rest.hasRemaining()) {
            all = ByteBuffer.allocate(member.rest.remaining() + came.remaining())
                    .put(member.rest)
                    .put(came)
                    .flip();
        }
        if (member.isUpgraded || upgrade(member, all)) {
            frames(member, all);
        }
        member.rest = ByteBuffer.allocate(all.remaining()).put(all).flip();
    }

    private boolean upgrade(Member member, ByteBuffer all) {
        var head = StandardCharsets.US_ASCII.decode(all.duplicate()).toString();
        var end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            end(member, head.substring(0, head.indexOf("\r\n")));
            return false;
        }
        all.position(all.position() + end + 4);
        member.isUpgraded = true;
        return true;
    }

    private void frames(Member member, ByteBuffer all) throws IOException {
        while (all.remaining() >= 2 && member.channel.isOpen()) {
            var at = all.position();
            var isLong = all.get(at + 1) == 126;
            var head = isLong ? 4 : 2;
            if (all.remaining() < head) {
                return;
            }
            if (all.get(at + 1) == 127) {
                throw new IOException("a message is longer than any that is expected");
            }
            var length = isLong ? all.getShort(at + 2) & 0xFFFF : all.get(at + 1);
            if (all.remaining() < head + length) {
                return;
            }
            take(member, all.get(at) & 15, all.slice(at + head, length));
            all.position(at + head + length);
        }
    }

    private void take(Member member, int code, ByteBuffer payload) throws IOException {
        switch (code) {
            case 1 -> {
                if (member.isAcknowledged) {
                    member.client.message(payload);
                } else {
                    member.isAcknowledged = true;
                    joining.release();
                }
            }
            case 8 -> end(member, payload.getShort() + " " + StandardCharsets.UTF_8.decode(payload));
            case 9 -> {
                var echoed = new byte[payload.remaining()];
                payload.get(echoed);
                write(member.channel, frame(0x8A, echoed));
            }
            default -> end(member, "a frame of kind " + code);
        }
    }

    @Override
    public void close() {
        isOver = true;
        selector.wakeup();
        try {
            thread.join();
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
