package dev.tidemark.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many senders, each on a kept-alive connection of its own, who send again as soon as they are answered. They share one thread and cost the machine
 * next to nothing, because collector and senders share its cores and the collector is what is measured.
 */
final class Crowd {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);
    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *([0-9]+)");

    private final URI collector;
    private final String head;
    private final int senders;
    private final Supplier<String> bodies;
    private final Judge judge;

    /** Says how many events an answer makes durable. */
    interface Judge {
        int durable(int status, String body) throws IOException;
    }

    /**
     * @param bodies what is sent next, JSON
     */
    Crowd(Installation installation, String path, int senders, Supplier<String> bodies, Judge judge) {
        this.collector = installation.collector();
        this.head = "POST " + path + " HTTP/1.1\r\nHost: " + collector.getAuthority() + "\r\nAuthorization: Bearer "
                + installation.writeKey() + "\r\nContent-Type: application/json\r\nContent-Length: ";
        this.senders = senders;
        this.bodies = bodies;
        this.judge = judge;
    }

    /**
     * Sends until the deadline and waits for the last answers.
     *
     * @param deadline in nanoseconds of {@link System#nanoTime}
     * @return how many events became durable
     */
    long send(long deadline) throws IOException {
        long durable = 0;
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < senders; i++) {
                new Sender(selector).send();
            }
            for (int open = senders; open > 0; ) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    Sender sender = (Sender) key.attachment();
                    if (!sender.proceed()) {
                        continue;
                    }
                    durable += judge.durable(sender.status, sender.body);
                    if (System.nanoTime() < deadline) {
                        sender.send();
                    } else {
                        sender.channel.close();
                        open--;
                    }
                }
                selector.selectedKeys().clear();
            }
        }
        return durable;
    }

    /** One connection: a request on its way out, then its answer on its way in. */
    private final class Sender {

        private final SocketChannel channel;
        private final SelectionKey key;
        private ByteBuffer out = ByteBuffer.allocate(0);
        private ByteBuffer in = ByteBuffer.allocate(4 * 1024);
        private int status;
        private String body = "";

        Sender(Selector selector) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(collector.getHost(), collector.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send() throws IOException {
            byte[] json = bodies.get().getBytes(UTF_8);
            byte[] before = (head + json.length + "\r\n\r\n").getBytes(ISO_8859_1);
            out = ByteBuffer.allocate(before.length + json.length)
                    .put(before)
                    .put(json)
                    .flip();
            in.clear();
            write();
        }

        private void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        /** Whether the answer is there. */
        boolean proceed() throws IOException {
            if (key.isWritable()) {
                write();
            }
            if (!key.isReadable()) {
                return false;
            }
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
            }
            if (channel.read(in) < 0) {
                throw new EOFException("The collector closed a connection");
            }
            return isComplete();
        }

        private boolean isComplete() {
            int end = endOfHead();
            if (end < 0) {
                return false;
            }
            String answer = new String(in.array(), 0, end, ISO_8859_1);
            Matcher length = LENGTH.matcher(answer);
            int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
            if (in.position() < end + bytes) {
                return false;
            }
            status = Integer.parseInt(answer.substring(9, 12));
            body = new String(in.array(), end, bytes, UTF_8);
            return true;
        }

        private int endOfHead() {
            byte[] bytes = in.array();
            for (int i = 0; i <= in.position() - END_OF_HEAD.length; i++) {
                if (Arrays.equals(bytes, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                    return i + END_OF_HEAD.length;
                }
            }
            return -1;
        }
    }
}
