package dev.tidemark.frontend;

import dev.tidemark.frontend.schemas.SchemaStory;
import dev.tidemark.frontend.schemas.SchemaSummary;
import dev.tidemark.frontend.schemas.SchemaUse;
import dev.tidemark.frontend.schemas.Schemas;
import dev.tidemark.traffic.Drift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Placed orders in two versions, and page views that nobody sends. */
public final class FakeSchemas implements Schemas {

    private static final SchemaSummary ORDERS = new SchemaSummary(
            "storefront",
            "orders",
            "order_placed",
            "checkout",
            "A customer placed an order.",
            Optional.of(2),
            "BACKWARD",
            2);
    private static final SchemaSummary VIEWS = new SchemaSummary(
            "storefront",
            "behaviour",
            "page_viewed",
            "web",
            "Somebody saw a page.",
            Optional.empty(),
            "FULL_TRANSITIVE",
            5);

    @Override
    public List<SchemaSummary> all() {
        return List.of(VIEWS, ORDERS);
    }

    @Override
    public Optional<SchemaStory> story(String eventType) {
        return eventType.equals("order_placed")
                ? Optional.of(new SchemaStory(
                        ORDERS,
                        "orders.order_placed",
                        "storefront/events/orders/order_placed.avsc",
                        List.of(
                                new SchemaStory.Field("order_id", "text", true, false, "The shop's number.", 1),
                                new SchemaStory.Field("email", "text", false, true, "", 2)),
                        List.of(
                                new SchemaStory.Version(2, 12, "{\"two\": true}", "+ email"),
                                new SchemaStory.Version(1, 11, "{\"one\": true}", "1 fields"))))
                : Optional.empty();
    }

    @Override
    public List<Drift> drifts(String eventType) {
        return eventType.equals("order_placed")
                ? List.of(new Drift(
                        1,
                        eventType,
                        "voucher",
                        Drift.Kind.VANISHED,
                        "",
                        "Carried by 12 % of events before, by none of the last 400.",
                        List.of("web-shop"),
                        Instant.now(),
                        Instant.now(),
                        Optional.empty()))
                : List.of();
    }

    @Override
    public List<SchemaUse> use(String eventType) {
        return eventType.equals("order_placed")
                ? List.of(
                        new SchemaUse("web-shop", 2, 1_204, Instant.now()),
                        new SchemaUse("mobile-app", 1, 90, Instant.now()))
                : List.of();
    }
}
