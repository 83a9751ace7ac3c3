package dev.tidemark.lake.maintenance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.maintenance.FilePacking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static final FilePacking POLICY = new FilePacking(1_000, 4, Duration.ofHours(1), 100_000);

    private static List<List<Long>> groups(boolean quiet, Long... sizes) {
        return new Packing<Long>(POLICY, size -> size).groups(List.of(sizes), quiet);
    }

    @Test
    void aPartitionThatIsWrittenToWaitsUntilThereAreEnoughSmallFiles() {
        assertThat(groups(false, 10L, 10L, 10L)).isEmpty();
        assertThat(groups(false, 10L, 10L, 10L, 10L)).containsExactly(List.of(10L, 10L, 10L, 10L));
    }

    @Test
    void aQuietPartitionIsPackedAsSoonAsItHasTwo() {
        assertThat(groups(true, 10L)).isEmpty();
        assertThat(groups(true, 10L, 20L)).containsExactly(List.of(10L, 20L));
    }

    @Test
    void aLargeFileIsNotRewrittenForAFewRows() {
        assertThat(groups(true, 10L, 10L, 600L)).containsExactly(List.of(10L, 10L));
        assertThat(groups(true, 100L, 100L, 600L)).containsExactly(List.of(100L, 100L, 600L));
    }

    @Test
    void fullFilesAreLeftAloneAndNoGroupIsLargerThanTheTarget() {
        assertThat(groups(true, 750L, 900L, 5_000L)).isEmpty();
        assertThat(groups(true, 400L, 400L, 400L, 400L)).containsExactly(List.of(400L, 400L), List.of(400L, 400L));
    }

    @Test
    void aByteIsRewrittenAFewTimesOnItsWayNotAtEachRun() {
        Packing<Long> packing = new Packing<>(new FilePacking(1 << 20, 4, Duration.ofHours(1), 1 << 20), size -> size);
        List<Long> files = new ArrayList<>();
        long arrived = 0;
        long rewritten = 0;
        for (int run = 0; run < 300; run++) {
            files.addAll(Collections.nCopies(10, 100L));
            arrived += 1_000;
            for (List<Long> group : packing.groups(files, false)) {
                group.forEach(files::remove);
                long merged = group.stream().mapToLong(Long::longValue).sum();
                files.add(merged);
                rewritten += merged;
            }
            assertThat(files).hasSizeLessThan(20);
        }
        assertThat(files.stream().mapToLong(Long::longValue).sum()).isEqualTo(arrived);
        assertThat(rewritten).isLessThan(arrived * 12);
    }
}
