package dev.tidemark.incidents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Ground;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.incidents.Subscription.Filter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Notices on their way to a real web server. */
@Tag("engines")
class CourierTest {

    private final Ground ground = new Ground();
    private final Post post = post();

    private Post post() {
        return new Post(ground.transaction, ground.client, ground.settings, Ground.SEAL, ground.clock);
    }

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

    /** As a receiver checks it, with the secret that it was told. */
    private static void assertSigned(Receiver.Got got, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        byte[] hash =
                mac.doFinal((got.id() + "." + got.timestamp() + "." + got.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(got.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(hash));
    }

    @Test
    void whatFailsIsSentAgainWithTheSameIdAndSigned() throws Exception {
        try (Receiver receiver = Receiver.answering(503, 500, 204)) {
            String secret =
                    ground.subscribe(receiver.address(), Filter.ALL).secret().orElseThrow();
            long incident = open();
            post.run();
            assertThat(told(incident).state()).isEqualTo(Delivery.State.WAITING);
            assertThat(told(incident).lastError()).isEqualTo("The receiver answered 503");
            assertThat(ground.incidents.get(incident).times().noticed()).isEmpty();
            post.run();
            assertThat(receiver.got).as("nothing before the pause is over").hasSize(1);

            ground.clock.advance(Duration.ofSeconds(10));
            post.run();
            assertThat(receiver.got).hasSize(2);
            ground.clock.advance(Duration.ofSeconds(12));
            post.run();
            assertThat(receiver.got).as("the second pause is longer").hasSize(2);
            ground.clock.advance(Duration.ofSeconds(8));
            post.run();

            assertThat(told(incident).state()).isEqualTo(Delivery.State.SENT);
            assertThat(told(incident).attempts()).isEqualTo(3);
            assertThat(told(incident).lastError()).isEmpty();
            assertThat(receiver.got)
                    .hasSize(3)
                    .extracting(Receiver.Got::id)
                    .containsOnly(told(incident).id().toString());
            for (Receiver.Got got : receiver.got) {
                assertSigned(got, secret);
            }
            assertThat(ground.incidents.get(incident).times().toNotice()).contains(Duration.ofSeconds(30));
            ground.clock.advance(Duration.ofDays(1));
            post.run();
            assertThat(receiver.got).hasSize(3);
        }
    }

    @Test
    void whatDiesBetweenSendingAndWritingItDownIsSentAgainWithItsId() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            Subscription.Created created = ground.subscribe(receiver.address(), Filter.ALL);
            long incident = open();
            // A courier that takes the notice, sends it and is no more.
            Outbox.Claimed claimed = ground.transaction
                    .execute(status -> ground.outbox.claim(
                            ground.clock.instant(), ground.clock.instant().plus(Duration.ofMinutes(2)), 16))
                    .getFirst();
            try (Webhooks webhooks = new Webhooks(Ground.SEAL, true, Duration.ofSeconds(2), ground.clock)) {
                webhooks.send(
                        ground.subscriptionBook
                                .sealed(created.subscription().id())
                                .orElseThrow(),
                        claimed.id(),
                        claimed.body());
            }
            post.run();
            assertThat(receiver.got).as("it may still be at it").hasSize(1);
            ground.clock.advance(Duration.ofMinutes(2));
            post.run();
            assertThat(receiver.got)
                    .hasSize(2)
                    .extracting(Receiver.Got::id)
                    .containsOnly(claimed.id().toString());
            assertThat(receiver.got.get(0).body()).isEqualTo(receiver.got.get(1).body());
            assertThat(told(incident).state()).isEqualTo(Delivery.State.SENT);
        }
    }

    @Test
    void ofTwoCouriersOneSends() throws Exception {
        try (Receiver receiver = Receiver.answering(200);
                Post other = post()) {
            ground.subscribe(receiver.address(), Filter.ALL);
            for (int i = 0; i < 40; i++) {
                ground.incidents.observe(ground.late(
                        new dev.tidemark.incidents.Subject(dev.tidemark.incidents.Subject.Kind.SOURCE, "source-" + i),
                        Severity.WARNING));
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                threads.execute(post::run);
                threads.execute(other::run);
            }
            assertThat(receiver.got).hasSize(40);
            assertThat(receiver.got).extracting(Receiver.Got::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsNeverTakenIsGivenUp() throws Exception {
        try (Receiver receiver = Receiver.answering(500)) {
            ground.subscribe(receiver.address(), Filter.ALL);
            long incident = open();
            for (int i = 0; i < 6; i++) {
                post.run();
                ground.clock.advance(Duration.ofHours(1));
            }
            assertThat(receiver.got).hasSize(3);
            assertThat(told(incident).state()).isEqualTo(Delivery.State.DEAD);
        }
    }

    @Test
    void aSubscriberHearsOfAnIncidentInTheOrderOfWhatHappened() throws Exception {
        try (Receiver receiver = Receiver.answering(503, 200)) {
            ground.subscribe(receiver.address(), Filter.ALL);
            long incident = open();
            post.run();
            ground.clock.advance(Duration.ofSeconds(1));
            ground.incidents.passed(Ground.ORDERS, Check.FRESHNESS, ground.clock.instant(), "");
            post.run();
            assertThat(receiver.got).hasSize(1);
            ground.clock.advance(Duration.ofSeconds(10));
            post.run();
            assertThat(receiver.got)
                    .extracting(got -> Json.read(got.body()).get("type"))
                    .containsExactly("incident.opened", "incident.opened", "incident.resolved");
            assertThat(ground.incidents.told(incident))
                    .extracting(Delivery::state)
                    .containsOnly(Delivery.State.SENT);
        }
    }

    @Test
    void anEndedSubscriptionIsToldNothing() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            Subscription.Created created = ground.subscribe(receiver.address(), Filter.ALL);
            long incident = open();
            ground.subscriptions.delete(created.subscription().id());
            post.run();
            assertThat(receiver.got).isEmpty();
            assertThat(told(incident).state()).isEqualTo(Delivery.State.DEAD);
            assertThat(ground.client
                            .sql(
                                    "SELECT count(*) FROM incidents.subscription WHERE secret_sealed IS NULL AND target = ''")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void aTrialGoesTheSameWayAndTellsNothing() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            Subscription.Created created = ground.subscribe(receiver.address(), Filter.ALL);
            Delivery trial = ground.subscriptions.tryOut(created.subscription().id(), "admin");
            assertThat(trial.state()).isEqualTo(Delivery.State.WAITING);
            post.run();
            assertSigned(receiver.got.getFirst(), created.secret().orElseThrow());
            assertThat(receiver.got.getFirst().body()).contains("\"type\":\"test\"", "Nothing is wrong");
            assertThat(ground.subscriptions.deliveries(created.subscription().id()))
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.state()).isEqualTo(Delivery.State.SENT));
        }
    }

    @Test
    void whatAFailedChangeWouldHaveToldIsNotTold() {
        ground.subscribe("http://127.0.0.1:9/x", Filter.ALL);
        Optional<Incident> none = ground.transaction.execute(status -> {
            Optional<Incident> opened =
                    ground.book.open(ground.late(Severity.WARNING), Optional.empty(), ground.clock.instant());
            ground.outbox.tell(
                    opened.orElseThrow(),
                    new dev.tidemark.incidents.Step(
                            ground.clock.instant(), "ann", dev.tidemark.incidents.Step.Kind.OPENED, ""));
            status.setRollbackOnly();
            return opened;
        });
        assertThat(none).isPresent();
        assertThat(ground.client
                        .sql("SELECT count(*) FROM incidents.notice")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
