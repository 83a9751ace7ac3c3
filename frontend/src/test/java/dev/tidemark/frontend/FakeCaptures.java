package dev.tidemark.frontend;

import dev.tidemark.frontend.pipelines.CapturedDatabase;
import dev.tidemark.frontend.pipelines.Captures;
import dev.tidemark.router.Asker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A database that is followed, with a table that has a new column, and one that waits. */
final class FakeCaptures implements Captures {

    static final long PROPOSAL = 7;

    private static final Instant SINCE = Instant.parse("2026-11-01T00:00:00Z");

    @Override
    public List<CapturedDatabase> now() {
        return List.of(
                new CapturedDatabase(
                        "storefront",
                        "shop-database",
                        CapturedDatabase.State.FOLLOWING,
                        Optional.empty(),
                        SINCE,
                        List.of(
                                new CapturedDatabase.Table(
                                        "public.customers",
                                        "customer_changed",
                                        11_697,
                                        List.of("tier"),
                                        List.of("tier"),
                                        List.of()),
                                new CapturedDatabase.Table(
                                        "public.products", "product_changed", 40, List.of(), List.of(), List.of())),
                        12_001,
                        3,
                        Optional.of(Duration.ZERO),
                        OptionalLong.of(187_100)),
                new CapturedDatabase(
                        "storefront",
                        "ledger",
                        CapturedDatabase.State.WAITING,
                        Optional.of("There is no publication tidemark_storefront_ledger"),
                        SINCE,
                        List.of(),
                        0,
                        0,
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    @Override
    public long proposeFields(String workspace, String source, String table, Asker by) {
        return PROPOSAL;
    }
}
