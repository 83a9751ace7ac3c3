package dev.tidemark.jobs.minutes;

import dev.tidemark.events.Envelope;
import dev.tidemark.jobs.events.Arrival;
import java.time.Instant;

/** Arrivals for tests. */
final class Orders {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Orders() {}

    static Arrival order(String id, Instant at, String country, String amount) {
        Envelope envelope =
                new Envelope(id, "order_placed", 1, at, at, "web-shop", "web", null, null, null, null, null);
        return new Arrival(
                "orders",
                0,
                0,
                at.toEpochMilli(),
                new Arrival.Event(envelope, 17, "{\"country\":\"" + country + "\",\"amount\":\"" + amount + "\"}"));
    }

    static Arrival heartbeat(Instant at) {
        return new Arrival("orders", 0, 0, at.toEpochMilli(), null);
    }
}
