package dev.tidemark.server.incidents;

import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why datasets are late: because of themselves, or because something that they are made from is so late that they cannot keep their promise. Of those that
 * are made from the same topic and stand at the same moment, the archive is told for all.
 *
 * @param late all that are behind their promise
 */
record LateCauses(Upstream upstream, Map<DatasetName, Freshness> late, Instant now) {

    /** Where the lateness of a late dataset begins: itself, or datasets upstream. */
    Set<DatasetName> of(DatasetName dataset) {
        Set<DatasetName> begins = new HashSet<>();
        follow(dataset, new HashSet<>(), begins);
        return begins.isEmpty() ? Set.of(dataset) : begins;
    }

    private void follow(DatasetName dataset, Set<DatasetName> seen, Set<DatasetName> begins) {
        if (!seen.add(dataset)) {
            return;
        }
        Set<DatasetName> causes = new HashSet<>(upstream.of(dataset));
        causes.removeIf(cause -> !explains(cause, dataset));
        upstream.archiveBeside(dataset)
                .filter(archive -> standTogether(archive, dataset))
                .ifPresent(causes::add);
        if (causes.isEmpty()) {
            begins.add(dataset);
        }
        causes.forEach(cause -> follow(cause, seen, begins));
    }

    /** Whether both came to stand at one moment: while they kept their promises they were no further apart. */
    private boolean standTogether(DatasetName archive, DatasetName realtime) {
        Freshness one = late.get(archive);
        Freshness other = late.get(realtime);
        if (one == null || other == null) {
            return false;
        }
        Duration most =
                Collections.max(List.of(one.dataset().promise(), other.dataset().promise()));
        return one.completeThrough()
                .flatMap(here -> other.completeThrough()
                        .map(there -> Duration.between(here, there).abs().compareTo(most) <= 0))
                .orElse(false);
    }

    /** No dataset is further than what it is made from. One that nothing is heard of explains only another of which nothing is. */
    private boolean explains(DatasetName cause, DatasetName dataset) {
        Freshness before = late.get(cause);
        Freshness after = late.get(dataset);
        if (before == null || after == null) {
            return false;
        }
        Optional<Duration> behind = before.age(now);
        return behind.isPresent()
                ? behind.get().compareTo(after.dataset().promise()) > 0
                : after.age(now).isEmpty();
    }
}
