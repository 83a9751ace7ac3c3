package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.Audience.Group;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same asked within a moment is answered as of one instant. */
class MomentsTest {

    private static final Duration MOMENT = Duration.ofMillis(250);
    private static final MetricQuery QUERY =
            MetricQuery.of("storefront", "revenue").withGroupBy("order__country");
    private static final Asker GROWTH = new Asker("ann", Set.of("analyst"), "growth");
    private static final Asker FINANCE = new Asker("bob", Set.of("analyst"), "finance");

    private final AtomicReference<Instant> time = new AtomicReference<>(Shop.NOW);
    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with(
                    "model.fact_orders",
                    Shop.table(Shop.orders(new Random(3), 50), order -> true, false),
                    Shop.NOW.minusSeconds(1),
                    Instant.EPOCH);

    private Router router(Safeguards safeguards) {
        Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
        return new Router(
                () -> Map.of("storefront", Shop.CATALOG),
                List.of(batch),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT.withMoment(MOMENT).withCacheBytes(0),
                safeguards,
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return clock.withZone(zone);
                    }

                    @Override
                    public Instant instant() {
                        return time.get();
                    }
                });
    }

    @AfterEach
    void close() {
        batch.close();
    }

    @Test
    void everyoneHasAReceiptOfTheirOwnThatSaysTheSameInstant() {
        Router router = router(Safeguards.NONE);
        Answer first = router.answer(QUERY, GROWTH);
        time.set(Shop.NOW.plusMillis(200));
        Answer second = router.answer(QUERY, FINANCE);

        assertThat(second.rows()).isEqualTo(first.rows());
        assertThat(second.receipt().asOf()).isEqualTo(first.receipt().asOf()).isEqualTo(Shop.NOW);
        assertThat(second.receipt().id()).isNotEqualTo(first.receipt().id());
        assertThat(second.receipt().cache()).isEqualTo(Receipt.HIT);
        assertThat(second.receipt().cost().chargedTo()).isEqualTo("finance");
        assertThat(second.receipt().cost().actual()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(second.receipt().spans())
                .allSatisfy(span -> assertThat(span.bytes()).isZero());
    }

    @Test
    void theNextMomentIsAnsweredAnew() {
        Router router = router(Safeguards.NONE);
        router.answer(QUERY, GROWTH);
        time.set(Shop.NOW.plus(MOMENT));
        Answer later = router.answer(QUERY, GROWTH);

        assertThat(later.receipt().asOf()).isEqualTo(Shop.NOW.plus(MOMENT));
        assertThat(later.receipt().cache()).isEqualTo(Receipt.MISS);
    }

    @Test
    void whoAsksWhileAnAnswerIsBeingMadeWaitsForItEvenIfItsMomentIsOver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Router router = router(Safeguards.NONE.withIncidents(use -> {
            asked.countDown();
            hold(release);
            return List.of();
        }));
        FutureTask<Answer> first = new FutureTask<>(() -> router.answer(QUERY, GROWTH));
        FutureTask<Answer> second = new FutureTask<>(() -> router.answer(QUERY, FINANCE));
        Thread.ofPlatform().daemon().start(first);
        asked.await();
        time.set(Shop.NOW.plus(MOMENT));
        Thread later = Thread.ofPlatform().daemon().start(second);
        while (later.getState() != Thread.State.TIMED_WAITING && later.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        release.countDown();

        assertThat(second.get().receipt().asOf())
                .isEqualTo(first.get().receipt().asOf());
        assertThat(second.get().receipt().cache()).isEqualTo(Receipt.HIT);
    }

    private static void hold(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anotherDemandIsAnotherQuestion() {
        Router router = router(Safeguards.NONE);
        router.answer(QUERY, GROWTH);
        Answer demanded = router.answer(QUERY.withPurpose(new Purpose("trading", null)), GROWTH);
        assertThat(demanded.receipt().cache()).isEqualTo(Receipt.MISS);
    }

    @Test
    void whoMaySeeLessSharesWithNobodyWhoMaySeeMore() {
        Audience finance = new Audience(new Group(Set.of(), Set.of("finance"), Set.of()), Group.NOBODY);
        Policies policies = Policies.of(
                new AccessPolicies(
                        Otherwise.ALLOW,
                        List.of(),
                        List.of(new RowPolicy(
                                "home", List.of("orders"), Optional.of("order__country = 'France'"), finance, 1)),
                        List.of()),
                Shop.CATALOG,
                new MaskHash(new byte[32]));
        Router router = router(Safeguards.NONE.withPolicies(catalog -> policies));

        Answer all = router.answer(QUERY, GROWTH);
        Answer home = router.answer(QUERY, FINANCE);
        Answer again = router.answer(QUERY, new Asker("cat", Set.of("analyst"), "finance"));

        assertThat(all.rows()).hasSizeGreaterThan(1);
        assertThat(home.rows()).hasSize(1);
        assertThat(home.receipt().cache()).isEqualTo(Receipt.MISS);
        assertThat(again.rows()).isEqualTo(home.rows());
        assertThat(again.receipt().cache()).isEqualTo(Receipt.HIT);
    }
}
