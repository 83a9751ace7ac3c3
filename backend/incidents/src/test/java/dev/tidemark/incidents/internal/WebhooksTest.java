package dev.tidemark.incidents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Ground;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription.Filter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Receivers that answer in odd ways, or that should not be reached. */
@Tag("engines")
class WebhooksTest {

    private final Ground ground = new Ground();
    private final Post post = new Post(ground.transaction, ground.client, ground.settings, Ground.SEAL, ground.clock);

    @AfterEach
    void close() {
        post.close();
    }

    private long open() {
        return ground.incidents
                .observe(ground.late(Severity.WARNING))
                .orElseThrow()
                .id();
    }

    private Delivery told(long incident) {
        List<Delivery> all = ground.incidents.told(incident);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = new Receiver((exchange, number) -> {
                    exchange.getResponseHeaders().add("Location", elsewhere.address());
                    exchange.sendResponseHeaders(307, -1);
                })) {
            ground.subscribe(receiver.address(), Filter.ALL);
            long incident = open();
            post.run();
            assertThat(elsewhere.got).isEmpty();
            assertThat(told(incident).lastError()).isEqualTo("The receiver answered 307");
        }
    }

    @Test
    void aResponseIsNotReadHoweverLongItIs() throws Exception {
        try (Receiver receiver = new Receiver((exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] bytes = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(bytes);
            }
        })) {
            ground.subscribe(receiver.address(), Filter.ALL);
            long incident = open();
            post.run();
            assertThat(told(incident).state()).isEqualTo(Delivery.State.SENT);
        }
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedFor() throws Exception {
        try (Receiver receiver = new Receiver((exchange, number) -> Thread.sleep(Duration.ofSeconds(20)))) {
            ground.subscribe(receiver.address(), Filter.ALL);
            long incident = open();
            long began = System.nanoTime();
            post.run();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(told(incident).lastError()).isEqualTo("The receiver did not answer in time");
        }
    }

    @Test
    void whoIsAwayIsNotNamed() throws Exception {
        Receiver gone = Receiver.answering(200);
        String address = gone.address();
        gone.close();
        ground.subscribe(address, Filter.ALL);
        long incident = open();
        post.run();
        assertThat(told(incident).state()).isEqualTo(Delivery.State.WAITING);
        assertThat(told(incident).lastError()).isEqualTo("Nobody takes connections at the receiver's address");
    }

    /** A portal that sends to the internet only, and a name that has come to lead elsewhere since it was taken. */
    @Test
    void aPrivateAddressIsRefusedWhenANoticeIsSentToo() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            ground.subscribe(receiver.address(), Filter.ALL);
            ground.subscribe(receiver.address().replace("127.0.0.1", "localhost"), Filter.ALL);
            long incident = open();
            try (Post publicOnly = new Post(
                    ground.transaction, ground.client, ground.onlyPublic().settings, Ground.SEAL, ground.clock)) {
                publicOnly.run();
            }
            assertThat(receiver.got).isEmpty();
            assertThat(ground.incidents.told(incident))
                    .hasSize(2)
                    .extracting(Delivery::lastError)
                    .containsOnly("The receiver is on this machine or in a private network");
        }
    }
}
