package dev.postern.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Thousands of WebSockets that subscribe, read by one thread; frames are taken apart by hand so that the load costs little. */
final class SocketSwarm implements AutoCloseable {

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
    private static final int NARROW = 2048;

    /** A slow one reads so much every two seconds. */
    private static final int NIBBLE = 2048;

    private static final int TURNS = 20;

    private final InetSocketAddress gateway;
    private final Received received;
    private final Selector selector;
    private final List<Member> members = new ArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean isOver;
    private volatile boolean areSlow;

    /** Told of what comes, on one thread. */
    interface Received {

        /** A message of the gateway other than the acknowledgement. */
        void message(Member member, ByteBuffer text);
    }

    SocketSwarm(int port, Received received) throws IOException {
        this.gateway = new InetSocketAddress("localhost", port);
        this.received = received;
        this.selector = Selector.open();
    }

    /** One client. */
    static final class Member {

        final int topic;
        private final SocketChannel channel;
        private final SelectionKey key;
        private final boolean isSlow;
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean isUpgraded;
        int last;
        int gaps;
        int count;

        Member(SocketChannel channel, SelectionKey key, int topic, boolean isSlow) {
            this.channel = channel;
            this.key = key;
            this.topic = topic;
            this.isSlow = isSlow;
        }
    }

    /** Opens a client and has it subscribe. */
    void join(String query, int topic, boolean isSlow) throws IOException {
        var channel = SocketChannel.open();
        if (isSlow) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, NARROW);
        }
        channel.connect(gateway);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        write(channel, ByteBuffer.wrap(UPGRADE.getBytes(StandardCharsets.US_ASCII)));
        write(channel, frame("{\"type\":\"connection_init\"}"));
        write(
                channel,
                frame("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + query
                        + "\",\"variables\":{\"of\":" + topic + "}}}"));
        channel.configureBlocking(false);
        selector.wakeup();
        var key = channel.register(selector, SelectionKey.OP_READ);
        var member = new Member(channel, key, topic, isSlow);
        key.attach(member);
        members.add(member);
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A client's frame; the mask is nothing, which is one. Source: RFC 6455, section 5.2. */
    private static ByteBuffer frame(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer frame(int head, byte[] bytes) {
        var frame = ByteBuffer.allocate(bytes.length + 8).put((byte) head);
        if (bytes.length < 126) {
            frame.put((byte) (0x80 | bytes.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) bytes.length);
        }
        return frame.putInt(0).put(bytes).flip();
    }

    void start() {
        Thread.ofPlatform().name("swarm").daemon().start(this::run);
    }

    List<Member> members() {
        return members;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** From now on slow ones read little, or again what there is. */
    void slowOnesRead(boolean read) {
        areSlow = !read;
        for (var member : members) {
            if (member.isSlow && member.key.isValid()) {
                member.key.interestOps(read ? SelectionKey.OP_READ : 0);
            }
        }
        selector.wakeup();
    }

    private void run() {
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        var nibble = ByteBuffer.allocateDirect(NIBBLE);
        var turn = 0;
        var due = System.nanoTime();
        while (!isOver) {
            try {
                selector.select(key -> read((Member) key.attachment(), buffer), 50);
                if (areSlow && System.nanoTime() >= due) {
                    due += 2_000_000_000L / TURNS;
                    nibble(turn++ % TURNS, nibble);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (ClosedSelectorException over) {
                return;
            }
        }
    }

    private void nibble(int turn, ByteBuffer buffer) {
        for (int i = turn; i < members.size(); i += TURNS) {
            if (members.get(i).isSlow) {
                read(members.get(i), buffer);
            }
        }
    }

    private void read(Member member, ByteBuffer buffer) {
        try {
            buffer.clear();
            if (member.channel.read(buffer) < 0) {
                throw new IOException("the gateway has closed a socket");
            }
            buffer.flip();
            take(member, buffer);
        } catch (IOException gone) {
            System.err.println(gone.getMessage());
            member.key.cancel();
        }
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

    private static boolean upgrade(Member member, ByteBuffer all) {
        var head = StandardCharsets.US_ASCII.decode(all.duplicate()).toString();
        var end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IllegalStateException(head);
        }
        all.position(all.position() + end + 4);
        member.isUpgraded = true;
        return true;
    }

    private void frames(Member member, ByteBuffer all) throws IOException {
        while (all.remaining() >= 2) {
            var at = all.position();
            var code = all.get(at) & 15;
            var isLong = (all.get(at + 1) & 127) == 126;
            var head = isLong ? 4 : 2;
            if (all.remaining() < head) {
                return;
            }
            var length = isLong ? all.getShort(at + 2) & 0xFFFF : all.get(at + 1) & 127;
            if (all.remaining() < head + length) {
                return;
            }
            take(member, code, all.slice(at + head, length));
            all.position(at + head + length);
        }
    }

    private void take(Member member, int code, ByteBuffer payload) throws IOException {
        if (code == 9) {
            var pong = new byte[payload.remaining()];
            payload.get(pong);
            member.channel.write(frame(0x8A, pong));
        } else if (code == 1 && member.count++ == 0) {
            acknowledged.incrementAndGet();
        } else if (code == 1) {
            received.message(member, payload);
        } else {
            System.err.println("a frame of kind " + code + ": " + StandardCharsets.UTF_8.decode(payload));
        }
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        selector.wakeup();
        for (var member : members) {
            member.channel.close();
        }
        selector.close();
    }
}
