package dev.tidemark.router.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.usage.RouterDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two portals on one PostgreSQL. */
@Tag("engines")
class RollupTableTest extends RollupMemoryContract {

    private final JdbcClient jdbc = RouterDatabase.shared();
    private final RollupName sums = fresh();

    @Override
    RollupBook.Memory memory() {
        return new RollupTable(jdbc);
    }

    /** Other tests have theirs in the same database. */
    @Override
    RollupName fresh() {
        return new RollupName("storefront", UUID.randomUUID().toString());
    }

    private long incidents() {
        return jdbc.sql("SELECT count(*) FROM router.incident WHERE subject = ?")
                .param(sums.binding())
                .query(Long.class)
                .single();
    }

    @Test
    void aQuarantineOutlivesTheProcessAndIsOneIncident() {
        RollupBook book = new RollupBook(memory());
        book.disagreed(sums, NOON, "1 groups of 3 differ");
        book.disagreed(sums, NOON.plusSeconds(2), "2 groups of 3 differ");

        RollupBook restarted = new RollupBook(memory());

        assertThat(restarted.of(sums).orElseThrow().incident()).contains("1 groups of 3 differ");
        assertThat(incidents()).isEqualTo(1);
        restarted.release(sums);
        assertThat(restarted.of(sums).orElseThrow().quarantined()).isFalse();
        assertThat(restarted.of(fresh())).contains(RollupStanding.NEVER_COMPARED);
    }

    @Test
    void ofManyThreadsOfTwoPortalsEachIsCountedAndOneOpensTheIncident() {
        List<RollupBook> portals = List.of(new RollupBook(memory()), new RollupBook(memory()));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                RollupBook portal = portals.get(i % 2);
                Instant at = NOON.plusSeconds(i);
                boolean agrees = i % 40 != 39;
                threads.execute(() -> {
                    if (agrees) {
                        portal.agreed(sums, at);
                    } else {
                        portal.disagreed(sums, at, "1 groups of 3 differ");
                    }
                });
            }
        }

        RollupStanding standing = standing(memory(), sums);
        assertThat(standing.compared()).isEqualTo(400);
        assertThat(standing.agreed()).isEqualTo(390);
        assertThat(standing.quarantined()).isTrue();
        assertThat(standing.lastCompared()).contains(NOON.plusSeconds(399));
        assertThat(incidents()).isEqualTo(1);
        assertThat(portals)
                .allSatisfy(portal ->
                        assertThat(portal.of(sums).orElseThrow().quarantined()).isTrue());
    }

    @Test
    void whileItIsLetOutAndQuarantinedAtOnceEachTransitionIsSomebodys() {
        List<RollupBook.Memory> portals = List.of(memory(), memory());
        List<Future<Boolean>> in = new ArrayList<>();
        List<Future<Boolean>> out = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 300; i++) {
                RollupBook.Memory portal = portals.get(i % 2);
                in.add(threads.submit(() -> portal.disagreed(sums, NOON, "1 groups of 3 differ")));
                out.add(threads.submit(() -> portal.release(sums)));
            }
        }

        long quarantined = yes(in);
        assertThat(quarantined).isPositive();
        assertThat(incidents()).isEqualTo(quarantined);
        assertThat(quarantined - yes(out))
                .as("it is in quarantine exactly when it was put there once more than it was let out")
                .isEqualTo(standing(memory(), sums).quarantined() ? 1 : 0);
    }

    private static long yes(List<Future<Boolean>> all) {
        return all.stream().filter(Future::resultNow).count();
    }
}
