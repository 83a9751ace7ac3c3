package dev.tidemark.local.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Asks a running process whether it serves yet. Each question takes two seconds at most. */
public sealed interface HealthProbe {

    int TIMEOUT_MILLIS = 2000;

    boolean healthy();

    /** Healthy as soon as it runs. */
    record Running() implements HealthProbe {
        @Override
        public boolean healthy() {
            return true;
        }
    }

    /** Accepts a connection on the loopback address. */
    record Tcp(int port) implements HealthProbe {
        @Override
        public boolean healthy() {
            try (Socket ignored = connect(port)) {
                return true;
            } catch (IOException _) {
                return false;
            }
        }
    }

    /** Answers 200 and, where {@code containing} is not empty, says that in its body. */
    record Http(URI uri, String containing) implements HealthProbe {
        public Http(String uri) {
            this(URI.create(uri), "");
        }

        @Override
        public boolean healthy() {
            try {
                HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                connection.setInstanceFollowRedirects(false);
                if (connection.getResponseCode() != 200) {
                    return false;
                }
                String body = new String(connection.getInputStream().readNBytes(64 * 1024), StandardCharsets.UTF_8);
                return body.contains(containing);
            } catch (IOException _) {
                return false;
            }
        }
    }

    /** Takes a PostgreSQL start-up message and asks for a password, instead of saying that it is starting up. */
    record Postgres(int port, String user) implements HealthProbe {
        private static final int PROTOCOL_3 = 3 << 16;

        @Override
        public boolean healthy() {
            try (Socket socket = connect(port)) {
                byte[] parameters = ("user\0" + user + "\0database\0postgres\0\0").getBytes(StandardCharsets.UTF_8);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.write(ByteBuffer.allocate(8 + parameters.length)
                        .putInt(8 + parameters.length)
                        .putInt(PROTOCOL_3)
                        .put(parameters)
                        .array());
                out.flush();
                return new DataInputStream(socket.getInputStream()).readByte() == 'R';
            } catch (IOException _) {
                return false;
            }
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), TIMEOUT_MILLIS);
        return socket;
    }
}
