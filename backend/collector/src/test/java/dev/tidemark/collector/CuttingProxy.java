package dev.tidemark.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A bad line to a collector: most connections are cut after so many bytes, wherever that is, on the way there or back. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random = new Random(7);
    private final int port;
    private volatile int cutsLeft;
    final AtomicInteger cuts = new AtomicInteger();

    CuttingProxy(int port, int cuts) throws IOException {
        this.port = port;
        this.cutsLeft = cuts;
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                boolean cut = cutsLeft-- > 0;
                boolean there = random.nextBoolean();
                int bytes = random.nextInt(there ? 3_000 : 600);
                Socket collector = new Socket(InetAddress.getLoopbackAddress(), port);
                threads.execute(() -> carry(client, collector, cut && there ? bytes : Integer.MAX_VALUE));
                threads.execute(() -> carry(collector, client, cut && !there ? bytes : Integer.MAX_VALUE));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void carry(Socket from, Socket to, int most) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[512];
            int left = most;
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                out.write(some, 0, Math.min(read, left));
                left -= read;
                if (left <= 0) {
                    cuts.incrementAndGet();
                    return;
                }
            }
        } catch (IOException e) {
            // the other half was cut
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
