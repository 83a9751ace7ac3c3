package dev.tidemark.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.traffic.internal.Compared;
import dev.tidemark.traffic.internal.Comparisons;
import dev.tidemark.traffic.internal.DriftBook;
import dev.tidemark.traffic.internal.Evidence;
import dev.tidemark.traffic.internal.ProfileHistory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at samples of the traffic and writes down what is not as it was, or not as it is defined. Several portals may look at once: they see
 * the same and write it once.
 */
public final class DriftWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);
    private static final int MOST_LISTED = 500;

    private final Supplier<Set<String>> families;
    private final RecentEvents recent;
    private final Supplier<List<Drift.Sighting>> misfits;
    private final ProfileHistory history;
    private final DriftBook book;
    private final TrafficSettings settings;
    private final Clock clock;

    /**
     * @param families whose events are looked at
     * @param misfits what events that were not accepted say, as of now
     */
    public DriftWatch(
            Supplier<Set<String>> families,
            RecentEvents recent,
            Supplier<List<Drift.Sighting>> misfits,
            ProfileHistory history,
            DriftBook book,
            TrafficSettings settings,
            Clock clock) {
        this.families = families;
        this.recent = recent;
        this.misfits = misfits;
        this.history = history;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
    }

    /** What drifts, then what has drifted; each the newest first. */
    public List<Drift> drifts(Optional<String> eventType) {
        return book.of(eventType, MOST_LISTED);
    }

    /** Everything that drifts at present, the newest first. */
    public List<Drift> open() {
        return book.open();
    }

    public void look() {
        // As fine as the database keeps it, so that what is seen now is not taken for seen before.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Evidence evidence = new Evidence();
        for (String family : families.get()) {
            Map<String, List<SeenEvent>> byType =
                    recent.of(family, settings.sample()).stream().collect(Collectors.groupingBy(SeenEvent::type));
            byType.forEach((type, events) -> look(type, events, now, evidence));
        }
        misfits.get().forEach(sighting -> book.see(sighting, now));
        int closed = close(evidence, now) + book.closeUnseenSince(now.minus(settings.quiet()), now);
        if (closed > 0) {
            LOG.info("{} drifts are gone", closed);
        }
        history.forgetBefore(now.minus(settings.before().multipliedBy(2)));
    }

    private int close(Evidence evidence, Instant now) {
        return book.open().stream()
                .filter(drift -> drift.lastAt().isBefore(now) && evidence.speaksOf(drift))
                .mapToInt(drift -> {
                    book.clear(drift, now);
                    return book.closeClear(drift, now.minus(settings.settled()), now.minus(settings.quiet()), now);
                })
                .sum();
    }

    private void look(String type, List<SeenEvent> events, Instant now, Evidence evidence) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Instant lately = now.minus(settings.lately());
        List<SeenEvent> newest = events.stream()
                .filter(event -> event.receivedAt().isAfter(lately))
                .toList();
        List<String> sources =
                newest.stream().map(SeenEvent::source).distinct().sorted().toList();
        Compared compared = new Comparisons(history)
                .with(
                        type,
                        now.minus(settings.before()),
                        lately.truncatedTo(ChronoUnit.HOURS),
                        properties(newest),
                        sources);
        compared.sightings().forEach(sighting -> book.see(sighting, now));
        evidence.compared(compared.told());
        evidence.accepted(type, newest);
        List<SeenEvent> ofHour = events.stream()
                .filter(event -> !event.receivedAt().isBefore(hour))
                .toList();
        new Comparisons(history).keep(type, hour, properties(ofHour));
    }

    private static List<JsonNode> properties(List<SeenEvent> events) {
        return events.stream().<JsonNode>map(SeenEvent::properties).toList();
    }
}
