package dev.tidemark.stores.pinot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker that takes the question and never answers: no query keeps a real Pinot of six rows busy for long. */
class PinotPatienceTest {

    @SuppressWarnings("NullAway.Init")
    private ServerSocket silent;

    @SuppressWarnings("NullAway.Init")
    private PinotStore store;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
        store = new PinotStore(
                new PinotSettings(address, address, "127.0.0.1:9", PinotSettings.Release.ZERO), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        silent.close();
    }

    private static StoreQuery query(Duration timeout) {
        TableName table = new TableName("", "orders_rt");
        return new StoreQuery(
                "SELECT id FROM orders_rt LIMIT 1", List.of(), List.of(TableUse.current(table)), timeout, 1);
    }

    @Test
    void theWaitEndsShortlyAfterTheTimeout() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> store.query(query(Duration.ofMillis(200))))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(StoreProblem.STORE_TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anInterruptEndsTheWaitAtOnce() throws Exception {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                store.query(query(Duration.ofMinutes(5)));
            } catch (ProblemException e) {
                thrown.set(e);
            }
        });

        try (Socket _ = silent.accept()) {
            caller.interrupt();

            assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(StoreProblem.STORE_CANCELLED));
    }
}
