package dev.tidemark.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A kept-alive connection to the collector that costs this machine next to nothing, because client and collector share its cores and the
 * collector is what is measured. It knows only as much of HTTP/1.1 as the collector's answers need. For one thread.
 */
final class Connection implements AutoCloseable {

    private static final String LENGTH = "content-length:";
    private static final String RETRY_AFTER = "retry-after:";

    private final String host;
    private final String key;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /**
     * @param retryAfter whether it says when to come again
     * @param body empty when the answer has none
     */
    record Answer(int status, boolean retryAfter, String body) {}

    Connection(URI collector, String key) throws IOException {
        this.host = collector.getAuthority();
        this.key = key;
        socket = new Socket(collector.getHost(), collector.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    Answer post(String path, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        out.write(request);
        return answer();
    }

    private Answer answer() throws IOException {
        String status = line();
        int length = 0;
        boolean retryAfter = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            retryAfter |= header.startsWith(RETRY_AFTER);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The collector closed a connection in the middle of an answer");
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), retryAfter, new String(body, UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The collector closed a connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
