package dev.tidemark.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.Resubmission;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.internal.HeldEvents;
import dev.tidemark.quarantine.internal.ReplayBook;
import dev.tidemark.quarantine.internal.ReplayWork;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Over a real database, with a collector that takes whole numbers of items. */
@Tag("engines")
class QuarantineTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    /** Takes events whose items are a number; remembers what it stored. */
    private static final class ItemsCheck implements Check {

        final List<JsonNode> stored = new ArrayList<>();
        boolean away;
        UnaryOperator<Resubmission.Outcome> answer = outcome -> outcome;

        @Override
        public synchronized Resubmission.Outcome submit(Resubmission events) {
            if (away) {
                throw new ProblemException(QuarantineProblem.COLLECTOR_AWAY, "connection refused");
            }
            List<Resubmission.Result> results = new ArrayList<>();
            for (Resubmission.Event event : events.events()) {
                JsonNode items = event.event().at("/properties/items");
                if (!items.isIntegralNumber()) {
                    results.add(Resubmission.Result.refused(
                            "invalid-event",
                            "1 fault",
                            List.of(new Fault(
                                    "/properties/items",
                                    "found text \"" + items.asText() + "\", expected a whole number"))));
                } else if (events.dryRun()) {
                    results.add(Resubmission.Result.fits("events.orders"));
                } else {
                    stored.add(event.event());
                    results.add(Resubmission.Result.stored("events.orders", 0, stored.size() - 1L));
                }
            }
            return answer.apply(new Resubmission.Outcome(results));
        }
    }

    private final ItemsCheck collector = new ItemsCheck();
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private HeldEvents events;
    private Quarantine quarantine;
    private ReplayWork work;

    @BeforeEach
    void open() {
        Database database = Testbed.postgres();
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        JdbcClient client = JdbcClient.create(source);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        events = new HeldEvents(client);
        ReplayBook replays = new ReplayBook(client);
        QuarantineSettings settings =
                new QuarantineSettings(Duration.ofSeconds(1), 3, 100, Duration.ofDays(90), Duration.ofDays(30));
        quarantine = new Quarantine(transaction, events, replays, collector, settings, clock);
        work = new ReplayWork(transaction, events, replays, collector, clock, settings.portion());
    }

    private void arrive(String source, String id, String items) {
        events.keep(
                "orders",
                new QuarantinedEvent(
                        id,
                        "order_placed",
                        source,
                        "web",
                        NOON.toString(),
                        "invalid-event",
                        "order_placed version 1 has 1 fault",
                        List.of(new Fault(
                                "/properties/items", "found text \"" + items + "\", expected a whole number")),
                        "{\"event_id\": \"" + id + "\", \"type\": \"order_placed\", \"properties\": {\"items\": \""
                                + items + "\", \"amount\": 12.50}}"));
    }

    private Cause cause() {
        assertThat(quarantine.causes(Optional.empty())).hasSize(1);
        return quarantine.causes(Optional.empty()).getFirst();
    }

    private static void assertProblem(Callable<?> call, QuarantineProblem problem) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void eventsThatAreWrongInTheSameWayAreOneCause() {
        arrive("web-shop", "e-1", "three");
        arrive("mobile-app", "e-1", "4");
        arrive("web-shop", "e-2", "5");
        arrive("web-shop", "e-2", "5");
        Cause cause = cause();
        assertThat(cause.counts()).isEqualTo(new Cause.Counts(3, 0, 0, 0));
        assertThat(cause.sources()).containsExactly("mobile-app", "web-shop");
        assertThat(cause.places())
                .containsExactly(new Fault("/properties/items", "found text, expected a whole number"));
        assertThat(quarantine.events(cause.id(), Optional.empty(), Long.MAX_VALUE, 50))
                .extracting(HeldEvent::arrivals)
                .containsExactly(2, 1, 1);
        assertThat(quarantine.causes(Optional.of("behaviour"))).isEmpty();
        assertThat(quarantine.held("order_placed", 2))
                .extracting(HeldEvent::eventId)
                .containsExactly("e-2", "e-1");
        assertThat(quarantine.held("page_viewed", 2)).isEmpty();
    }

    @Test
    void aSourceWaitsWhileAnyOfItsEventsDoes() {
        arrive("web-shop", "e-1", "three");
        arrive("web-shop", "e-2", "4");
        arrive("mobile-app", "e-1", "5");
        assertThat(quarantine.waiting())
                .containsExactly(
                        new WaitingSource("mobile-app", "web", 1, List.of(cause().id()), NOON),
                        new WaitingSource("web-shop", "web", 2, List.of(cause().id()), NOON));
        quarantine.events(cause().id(), Optional.empty(), Long.MAX_VALUE, 50).stream()
                .filter(event -> event.source().equals("web-shop"))
                .forEach(event -> quarantine.discard(event.id(), "ann", "not ours"));
        assertThat(quarantine.waiting()).extracting(WaitingSource::source).containsExactly("mobile-app");
    }

    @Test
    void aRehearsalSaysWhatWouldPassAndSendsNothing() {
        arrive("web-shop", "e-1", "three");
        arrive("web-shop", "e-2", "4");
        arrive("web-shop", "e-3", "5");
        arrive("web-shop", "e-4", "6");
        Rehearsal rehearsal = quarantine.rehearse(cause().id(), Suggestions.of(cause()));
        assertThat(rehearsal.tried()).isEqualTo(4);
        assertThat(rehearsal.passed()).isEqualTo(3);
        assertThat(rehearsal.remaining())
                .containsExactly(new Rehearsal.Remaining("invalid-event", cause().places(), 1));
        assertThat(rehearsal.samples().getFirst().after()).contains("\"items\" : 6", "12.50");
        assertThat(collector.stored).isEmpty();
        assertThat(cause().counts().held()).isEqualTo(4);
    }

    @Test
    void aReplayReleasesWhatFitsAndHoldsTheRest() {
        for (int i = 1; i <= 7; i++) {
            arrive("web-shop", "e-" + i, i == 4 ? "four" : String.valueOf(i));
        }
        Replay begun = quarantine.replay(cause().id(), Suggestions.of(cause()), "builder", "items came as text");
        assertThat(begun.total()).isEqualTo(7);
        assertThat(cause().counts().leaving()).isEqualTo(7);
        arrive("web-shop", "e-8", "8");
        work.run();

        Replay done = quarantine.replay(begun.id());
        assertThat(done.state()).isEqualTo(Replay.State.DONE);
        assertThat(done.released()).isEqualTo(6);
        assertThat(done.refused()).isEqualTo(1);
        assertThat(collector.stored)
                .extracting(event -> event.get("event_id").asText())
                .containsExactly("e-1", "e-2", "e-3", "e-5", "e-6", "e-7");
        assertThat(cause().counts()).isEqualTo(new Cause.Counts(2, 0, 6, 0));
        HeldEvent refused = quarantine
                .events(cause().id(), Optional.of(HeldEvent.State.HELD), Long.MAX_VALUE, 50)
                .getLast();
        assertThat(refused.outcome().orElseThrow().faults().getFirst().detail()).contains("four");
        assertThat(quarantine
                        .events(cause().id(), Optional.of(HeldEvent.State.RELEASED), Long.MAX_VALUE, 50)
                        .getLast()
                        .outcome()
                        .orElseThrow()
                        .address())
                .contains("events.orders/0/0");
    }

    @Test
    void nothingLeavesTwice() throws Exception {
        for (int i = 0; i < 40; i++) {
            arrive("web-shop", "e-" + i, "1");
        }
        String cause = cause().id();
        Repair repair = Suggestions.of(cause());
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            List<Callable<Object>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(() -> {
                    try {
                        return quarantine.replay(cause, repair, "builder", "again");
                    } catch (ProblemException e) {
                        return e.problem();
                    } finally {
                        work.run();
                    }
                });
            }
            for (Future<Object> each : people.invokeAll(all)) {
                each.get();
            }
        }
        work.run();
        assertThat(collector.stored)
                .hasSize(40)
                .extracting(event -> event.get("event_id").asText())
                .doesNotHaveDuplicates();
        assertThat(cause().counts().released()).isEqualTo(40);
        arrive("web-shop", "e-7", "1");
        assertThat(cause().counts().held()).isZero();
        assertProblem(() -> quarantine.replay(cause, repair, "builder", "once more"), QuarantineProblem.NOTHING_HELD);
    }

    @Test
    void aReplayWaitsWhileTheCollectorIsAwayAndSaysSo() {
        arrive("web-shop", "e-1", "1");
        Replay replay = quarantine.replay(cause().id(), Suggestions.of(cause()), "builder", "items as text");
        collector.away = true;
        work.run();
        assertThat(quarantine.replay(replay.id()).trouble()).contains("connection refused");
        assertThat(quarantine.replay(replay.id()).state()).isEqualTo(Replay.State.RUNNING);
        collector.away = false;
        work.run();
        assertThat(quarantine.replay(replay.id()).state()).isEqualTo(Replay.State.DONE);
        assertThat(quarantine.replay(replay.id()).trouble()).isEmpty();
    }

    @Test
    void aPortionWhoseOutcomeIsLostIsSentAgainWithTheSameIds() {
        arrive("web-shop", "e-1", "1");
        quarantine.replay(cause().id(), Suggestions.of(cause()), "builder", "items as text");
        collector.answer = outcome -> {
            throw new IllegalStateException("this process dies");
        };
        assertThatThrownBy(work::run).hasMessage("this process dies");
        collector.answer = outcome -> outcome;
        work.run();
        assertThat(collector.stored)
                .extracting(event -> event.get("event_id").asText())
                .containsExactly("e-1", "e-1");
        assertThat(cause().counts().released()).isEqualTo(1);
    }

    @Test
    void aCancelledReplayHoldsWhatHasNotLeft() {
        for (int i = 1; i <= 5; i++) {
            arrive("web-shop", "e-" + i, "1");
        }
        Replay replay = quarantine.replay(cause().id(), Suggestions.of(cause()), "builder", "items as text");
        assertThat(quarantine.cancel(replay.id()).state()).isEqualTo(Replay.State.CANCELLED);
        work.run();
        assertThat(collector.stored).isEmpty();
        assertThat(cause().counts().held()).isEqualTo(5);
        assertProblem(() -> quarantine.cancel(replay.id()), QuarantineProblem.REPLAY_ENDED);
    }

    @Test
    void oneEventIsWrittenByHand() {
        arrive("web-shop", "e-1", "three");
        arrive("web-shop", "e-2", "three");
        long event = quarantine
                .events(cause().id(), Optional.empty(), Long.MAX_VALUE, 1)
                .getFirst()
                .id();
        String text = "{\"type\": \"order_placed\", \"properties\": {\"items\": 3}}";
        assertThat(quarantine.rehearse(event, text).passed()).isEqualTo(1);
        assertThat(quarantine.rehearse(event, "not json").passed()).isZero();
        quarantine.replay(event, text, "builder", "the customer said three");
        work.run();
        assertThat(collector.stored).hasSize(1);
        assertThat(collector.stored.getFirst().get("event_id").asText()).isEqualTo("e-2");
        assertThat(quarantine.event(event).state()).isEqualTo(HeldEvent.State.RELEASED);
        assertProblem(() -> quarantine.replay(event, text, "builder", "again"), QuarantineProblem.NOT_HELD);
    }

    @Test
    void discardedEventsStayToBeLookedAtUntilTheyAreForgotten() {
        arrive("web-shop", "e-1", "three");
        arrive("web-shop", "e-2", "three");
        assertProblem(() -> quarantine.discard(cause().id(), "builder", " "), QuarantineProblem.REPLAY_REASON_MISSING);
        assertThat(quarantine.discard(cause().id(), "builder", "a test of the vendor"))
                .isEqualTo(2);
        HeldEvent event = quarantine
                .events(cause().id(), Optional.of(HeldEvent.State.DISCARDED), Long.MAX_VALUE, 1)
                .getFirst();
        assertThat(event.outcome().orElseThrow().by()).contains("builder");
        assertThat(quarantine.forget()).isZero();
        assertThat(events.forget(NOON, NOON.plusSeconds(1))).isEqualTo(2);
        assertThat(quarantine.causes(Optional.empty())).isEmpty();
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertProblem(() -> quarantine.cause("0000000000000000"), QuarantineProblem.UNKNOWN_CAUSE);
        assertProblem(() -> quarantine.event(17), QuarantineProblem.UNKNOWN_HELD_EVENT);
        assertProblem(() -> quarantine.replay(17), QuarantineProblem.UNKNOWN_REPLAY);
    }
}
