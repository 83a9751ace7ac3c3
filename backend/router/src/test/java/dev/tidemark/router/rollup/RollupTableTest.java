package dev.tidemark.router.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.usage.RouterDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("engines")
class RollupTableTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final RollupName SUMS = new RollupName("storefront", "sums");

    private final JdbcClient jdbc = RouterDatabase.shared();

    @Test
    void aQuarantineOutlivesTheProcessAndIsOneIncident() {
        RollupBook book = new RollupBook(new RollupTable(jdbc));
        book.agreed(SUMS, NOON);
        book.disagreed(SUMS, NOON.plusSeconds(1), "1 groups of 3 differ");
        book.disagreed(SUMS, NOON.plusSeconds(2), "2 groups of 3 differ");
        RollupBook restarted = new RollupBook(new RollupTable(jdbc));
        RollupStanding standing = restarted.of(SUMS);
        assertThat(standing.compared()).isEqualTo(3);
        assertThat(standing.agreed()).isEqualTo(1);
        assertThat(standing.quarantinedAt()).contains(NOON.plusSeconds(1));
        assertThat(standing.incident()).contains("1 groups of 3 differ");
        assertThat(jdbc.sql("SELECT count(*) FROM router.incident WHERE subject = 'sums'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        restarted.release(SUMS);
        assertThat(new RollupBook(new RollupTable(jdbc)).of(SUMS).quarantined()).isFalse();
        assertThat(restarted.of(new RollupName("storefront", "other"))).isEqualTo(RollupStanding.NEVER_COMPARED);
    }
}
