package dev.tidemark.lake.maintenance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.maintenance.SnapshotKeeping;
import dev.tidemark.lake.maintenance.internal.KeptSnapshots.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeptSnapshotsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final SnapshotKeeping KEEPING =
            new SnapshotKeeping(Duration.ofHours(2), 2, Duration.ofDays(2), Duration.ofDays(10));

    private static Known snapshot(long id, Instant at) {
        return new Known(id, id == 1 ? null : id - 1, at, true, false);
    }

    private static Set<Long> kept(List<Known> snapshots, Instant now) {
        long head = snapshots.get(snapshots.size() - 1).id();
        return new KeptSnapshots(snapshots).kept(Set.of(head), KEEPING, now);
    }

    @Test
    void everySnapshotStaysForAWhileThenOneAnHourThenOneADay() {
        List<Known> everyTenMinutes = LongStream.rangeClosed(1, 6 * 24 * 14)
                .mapToObj(id -> snapshot(id, NOON.minus(Duration.ofDays(14)).plus(Duration.ofMinutes(10 * id))))
                .toList();

        List<Instant> kept = everyTenMinutes.stream()
                .filter(snapshot -> kept(everyTenMinutes, NOON).contains(snapshot.id()))
                .map(Known::at)
                .toList();

        assertThat(kept)
                .filteredOn(at -> !at.isBefore(NOON.minus(Duration.ofHours(2))))
                .hasSize(13);
        assertThat(kept)
                .filteredOn(at ->
                        at.isBefore(NOON.minus(Duration.ofHours(2))) && at.isAfter(NOON.minus(Duration.ofDays(2))))
                .hasSize(46)
                .allMatch(at -> at.toString().contains(":50:00"));
        assertThat(kept)
                .filteredOn(at -> at.isBefore(NOON.minus(Duration.ofDays(2))))
                .hasSize(8)
                .allMatch(at -> at.toString().endsWith("T23:50:00Z"));
    }

    @Test
    void theOnesThatAreKeptTodayWereKeptYesterday() {
        List<Known> all = new ArrayList<>(LongStream.rangeClosed(1, 500)
                .mapToObj(id -> snapshot(id, NOON.plus(Duration.ofMinutes(7 * id))))
                .toList());
        for (int hour = 58; hour < 400; hour++) {
            Instant now = NOON.plus(Duration.ofHours(hour));
            Set<Long> kept = kept(all, now);
            List<Known> left = all.stream()
                    .filter(snapshot -> kept.contains(snapshot.id()))
                    .toList();
            assertThat(kept(left, now)).as("a second run finds nothing").containsAll(kept);
            all = new ArrayList<>(left);
        }
        assertThat(all).hasSize(2);
    }

    @Test
    void theLastOnesStayHoweverOldTheyAre() {
        List<Known> old = LongStream.rangeClosed(1, 5)
                .mapToObj(id -> snapshot(id, NOON.plusSeconds(id)))
                .toList();

        assertThat(kept(old, NOON.plus(Duration.ofDays(400)))).containsExactlyInAnyOrder(4L, 5L);
    }

    @Test
    void behindARewriteStaysTheWriterThatSpeaksForIt() {
        List<Known> rewritten = List.of(
                new Known(1, null, NOON, true, false),
                new Known(2, 1L, NOON.plusSeconds(1), true, false),
                new Known(3, 2L, NOON.plusSeconds(2), false, true),
                new Known(4, 3L, NOON.plusSeconds(3), false, true),
                new Known(5, 4L, NOON.plusSeconds(4), false, true));

        assertThat(kept(rewritten, NOON.plus(Duration.ofDays(400)))).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    }

    @Test
    void behindForeignCommitsStaysWhatTheArchiveJobLooksFor() {
        List<Known> foreign = List.of(
                new Known(1, null, NOON, true, false),
                new Known(2, 1L, NOON.plusSeconds(1), true, false),
                new Known(3, 2L, NOON.plusSeconds(2), false, false),
                new Known(4, 3L, NOON.plusSeconds(3), false, false),
                new Known(5, 4L, NOON.plusSeconds(4), false, false));

        assertThat(kept(foreign, NOON.plus(Duration.ofDays(400)))).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    }

    @Test
    void aTableForWhichNobodySpeaksExpiresToo() {
        List<Known> mute = LongStream.rangeClosed(1, 9)
                .mapToObj(id -> new Known(id, id == 1 ? null : id - 1, NOON.plusSeconds(id), false, id > 7))
                .toList();

        assertThat(kept(mute, NOON.plus(Duration.ofDays(400))).stream().sorted().collect(Collectors.toList()))
                .as("the two last ones and the one whose rows they have")
                .containsExactly(7L, 8L, 9L);
    }
}
