package dev.tidemark.lake.maintenance.internal;

import dev.tidemark.lake.maintenance.SnapshotKeeping;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots stay. Beside those that {@link SnapshotKeeping} asks for: what is on a branch, and behind every snapshot that
 * stays the way to the one that speaks for it. Without that a table would forget its tide, and the archive job what it has committed.
 */
final class KeptSnapshots {

    /**
     * @param speaks it carries a tide
     * @param rewrite it has the rows of its parent
     */
    record Known(long id, @Nullable Long parent, Instant at, boolean speaks, boolean rewrite) {}

    private final Map<Long, Known> byId = new HashMap<>();
    private final List<Known> newestFirst;

    KeptSnapshots(List<Known> snapshots) {
        snapshots.forEach(snapshot -> byId.put(snapshot.id(), snapshot));
        newestFirst = snapshots.stream()
                .sorted(Comparator.comparing(Known::at).reversed())
                .toList();
    }

    /**
     * @param heads of branches, and tags
     */
    Set<Long> kept(Set<Long> heads, SnapshotKeeping keeping, Instant now) {
        Set<Long> kept = new HashSet<>(heads);
        newestFirst.stream().limit(keeping.last()).forEach(snapshot -> kept.add(snapshot.id()));
        Set<Instant> hours = new HashSet<>();
        Set<Instant> days = new HashSet<>();
        for (Known snapshot : newestFirst) {
            boolean lastOfHour = hours.add(snapshot.at().truncatedTo(ChronoUnit.HOURS));
            boolean lastOfDay = days.add(snapshot.at().truncatedTo(ChronoUnit.DAYS));
            if (!snapshot.at().isBefore(now.minus(keeping.all()))
                    || (lastOfHour && !snapshot.at().isBefore(now.minus(keeping.hourly())))
                    || (lastOfDay && !snapshot.at().isBefore(now.minus(keeping.daily())))) {
                kept.add(snapshot.id());
            }
        }
        List.copyOf(kept).forEach(id -> kept.addAll(wayToSpeaker(id)));
        return kept;
    }

    /** From a snapshot to the nearest that carries a tide; when there is none, to the nearest that is no rewrite. */
    private List<Long> wayToSpeaker(long id) {
        List<Long> way = new ArrayList<>();
        int written = -1;
        Known snapshot = byId.get(id);
        while (snapshot != null) {
            way.add(snapshot.id());
            if (snapshot.speaks()) {
                return way;
            }
            if (!snapshot.rewrite() && written < 0) {
                written = way.size();
            }
            Long parent = snapshot.parent();
            snapshot = parent == null ? null : byId.get(parent);
        }
        return written < 0 ? way : way.subList(0, written);
    }
}
