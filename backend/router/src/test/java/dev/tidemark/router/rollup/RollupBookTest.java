package dev.tidemark.router.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a portal makes of standings that others change too. */
class RollupBookTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final RollupName SUMS = new RollupName("storefront", "sums");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RollupBook.Memory shared = new ForgetfulMemory();
    private final FailingMemory ways = new FailingMemory(shared);
    private final RollupBook here = new RollupBook(ways, nanos::get);
    private final RollupBook elsewhere = new RollupBook(shared, nanos::get);

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static boolean quarantined(RollupBook book) {
        return book.of(SUMS).orElseThrow().quarantined();
    }

    @Test
    void whatAnyPortalQuarantinedIsUsedByNoneOnceTheBoundIsOver() {
        assertThat(quarantined(here)).isFalse();

        elsewhere.disagreed(SUMS, NOON, "1 groups of 3 differ");
        later(RollupBook.BOUND);

        assertThat(quarantined(here)).isTrue();
    }

    @Test
    void whatThisPortalFindsOutHoldsAtOnce() {
        assertThat(quarantined(here)).isFalse();

        here.disagreed(SUMS, NOON, "1 groups of 3 differ");
        assertThat(quarantined(here)).isTrue();

        here.release(SUMS);
        assertThat(quarantined(here)).isFalse();
    }

    @Test
    void whatCannotBeReadIsNotKnownOnceTheBoundIsOver() {
        assertThat(here.of(SUMS)).isPresent();

        ways.readable(false);
        later(RollupBook.BOUND);
        assertThat(here.of(SUMS)).isEmpty();

        ways.readable(true);
        assertThat(here.of(SUMS)).as("it is not tried at every question").isEmpty();
        later(StandingsCopy.EVERY);
        assertThat(here.of(SUMS)).isPresent();
    }

    @Test
    void whatCannotBeWrittenHoldsHereUntilItIs() {
        ways.writable(false);
        here.disagreed(SUMS, NOON, "1 groups of 3 differ");
        assertThat(here.of(SUMS).orElseThrow().incident()).contains("1 groups of 3 differ");
        assertThat(shared.load()).isEmpty();

        ways.writable(true);
        later(RollupBook.BOUND);
        assertThat(here.of(SUMS))
                .as("what was read beside the writing is not taken")
                .isEmpty();

        assertThat(shared.load().get(SUMS))
                .isNotNull()
                .satisfies(standing -> assertThat(standing.incident()).contains("1 groups of 3 differ"));
        assertThat(quarantined(here)).isTrue();
    }

    @Test
    void whoAsksWhileItIsReadAnewIsNotHeldUp() throws InterruptedException {
        AtomicLong reads = new AtomicLong();
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        StandingsCopy copy = new StandingsCopy(
                () -> {
                    if (reads.incrementAndGet() > 1) {
                        second.countDown();
                        awaitUnchecked(goOn);
                    }
                    return Map.of(SUMS, RollupStanding.NEVER_COMPARED.agreedAt(NOON.plusSeconds(reads.get())));
                },
                RollupBook.BOUND,
                nanos::get);
        assertThat(copy.get().orElseThrow()).containsKey(SUMS);

        later(StandingsCopy.EVERY);
        assertThat(copy.get().orElseThrow().get(SUMS))
                .isEqualTo(RollupStanding.NEVER_COMPARED.agreedAt(NOON.plusSeconds(1)));
        second.await();
        assertThat(copy.get()).as("one reading at a time").isPresent();
        assertThat(reads).hasValue(2);
        goOn.countDown();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
