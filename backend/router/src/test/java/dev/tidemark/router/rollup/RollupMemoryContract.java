package dev.tidemark.router.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every memory of standings does. */
abstract class RollupMemoryContract {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    abstract RollupBook.Memory memory();

    /** One of its own for each test. */
    abstract RollupName fresh();

    static RollupStanding standing(RollupBook.Memory memory, RollupName rollup) {
        return memory.load().getOrDefault(rollup, RollupStanding.NEVER_COMPARED);
    }

    @Test
    void everyComparisonCounts() {
        RollupBook.Memory memory = memory();
        RollupName sums = fresh();
        assertThat(standing(memory, sums)).isEqualTo(RollupStanding.NEVER_COMPARED);

        memory.agreed(sums, NOON);
        memory.agreed(sums, NOON.plusSeconds(1));
        memory.disagreed(sums, NOON.plusSeconds(2), "1 groups of 3 differ");

        assertThat(standing(memory, sums).compared()).isEqualTo(3);
        assertThat(standing(memory, sums).agreed()).isEqualTo(2);
        assertThat(standing(memory, sums).lastCompared()).contains(NOON.plusSeconds(2));
    }

    @Test
    void theFirstDisagreementIsWhatIsTold() {
        RollupBook.Memory memory = memory();
        RollupName sums = fresh();

        assertThat(memory.disagreed(sums, NOON, "1 groups of 3 differ")).isTrue();
        assertThat(memory.disagreed(sums, NOON.plusSeconds(2), "2 groups of 3 differ"))
                .isFalse();

        assertThat(standing(memory, sums).quarantinedAt()).contains(NOON);
        assertThat(standing(memory, sums).incident()).contains("1 groups of 3 differ");
        assertThat(standing(memory, sums).compared()).isEqualTo(2);
    }

    @Test
    void whatAgreesOnceMoreStaysInQuarantine() {
        RollupBook.Memory memory = memory();
        RollupName sums = fresh();
        memory.disagreed(sums, NOON, "1 groups of 3 differ");

        memory.agreed(sums, NOON.plusSeconds(1));

        assertThat(standing(memory, sums).quarantined()).isTrue();
    }

    @Test
    void itIsLetOutOnceAndQuarantinedAgainIfNeedBe() {
        RollupBook.Memory memory = memory();
        RollupName sums = fresh();
        assertThat(memory.release(sums)).as("it was not in quarantine").isFalse();
        memory.disagreed(sums, NOON, "1 groups of 3 differ");

        assertThat(memory.release(sums)).isTrue();
        assertThat(memory.release(sums)).isFalse();
        assertThat(standing(memory, sums).quarantined()).isFalse();
        assertThat(standing(memory, sums).compared()).isEqualTo(1);

        assertThat(memory.disagreed(sums, NOON.plusSeconds(5), "2 groups of 3 differ"))
                .isTrue();
        assertThat(standing(memory, sums).incident()).contains("2 groups of 3 differ");
    }
}
