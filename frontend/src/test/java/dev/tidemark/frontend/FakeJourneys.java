package dev.tidemark.frontend;

import dev.tidemark.quality.Hop;
import dev.tidemark.quality.Journey;
import dev.tidemark.quality.Journeys;
import dev.tidemark.quality.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Knows one event, whose archive hop is slow and whose modeling is still to come. */
final class FakeJourneys implements Journeys {

    static final String EVENT = "019ab8d2-77c1-7d0e-9a51-3f1f6b0c7e21";

    @Override
    public Optional<Journey> of(String eventId) {
        return eventId.equals(EVENT) ? latest() : Optional.empty();
    }

    @Override
    public Optional<Journey> latest() {
        Instant emitted = Instant.now().minusSeconds(140);
        Instant received = emitted.plusMillis(184);
        Instant appended = received.plusMillis(9);
        Instant queryable = appended.plusMillis(1310);
        Instant archived = appended.plusMillis(97_400);
        return Optional.of(new Journey(
                EVENT,
                "order_placed",
                "web-shop",
                "orders",
                3,
                88_123,
                List.of(
                        new Hop(
                                Stage.EMITTED,
                                Optional.of(emitted),
                                false,
                                Optional.empty(),
                                Duration.ZERO,
                                "web-shop"),
                        new Hop(
                                Stage.RECEIVED,
                                Optional.of(received),
                                false,
                                Optional.of(Duration.between(emitted, received)),
                                Duration.ofSeconds(5),
                                "collector"),
                        new Hop(
                                Stage.APPENDED,
                                Optional.of(appended),
                                false,
                                Optional.of(Duration.between(received, appended)),
                                Duration.ofSeconds(1),
                                "events.orders"),
                        new Hop(
                                Stage.QUERYABLE,
                                Optional.of(queryable),
                                true,
                                Optional.of(Duration.between(appended, queryable)),
                                Duration.ofSeconds(5),
                                "orders_rt"),
                        new Hop(
                                Stage.ARCHIVED,
                                Optional.of(archived),
                                false,
                                Optional.of(Duration.between(appended, archived)),
                                Duration.ofSeconds(60),
                                "raw.events_orders"),
                        new Hop(
                                Stage.MODELED,
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Duration.ofHours(2),
                                "model.fact_orders"))));
    }
}
