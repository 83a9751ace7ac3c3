package dev.tidemark.server.traffic;

import dev.tidemark.problems.Fault;
import dev.tidemark.quarantine.Cause;
import dev.tidemark.quarantine.Quarantine;
import dev.tidemark.traffic.Drift;
import dev.tidemark.traffic.Drift.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the quarantine of the last minutes says about drift: fields that nobody defined, that are missing, or that are something else. */
record Misfits(Quarantine quarantine, Duration lately, Clock clock) implements Supplier<List<Drift.Sighting>> {

    private static final String PROPERTIES = "/properties/";

    @Override
    public List<Drift.Sighting> get() {
        Instant since = clock.instant().minus(lately);
        return quarantine.causes(Optional.empty()).stream()
                .filter(cause -> cause.lastAt().isAfter(since))
                .flatMap(Misfits::sightings)
                .toList();
    }

    private static Stream<Drift.Sighting> sightings(Cause cause) {
        return cause.eventType().stream()
                .flatMap(type -> cause.places().stream()
                        .filter(place -> place.pointer().startsWith(PROPERTIES))
                        .flatMap(place -> kind(place)
                                .map(kind -> new Drift.Sighting(
                                        type,
                                        place.pointer().substring(PROPERTIES.length()),
                                        kind,
                                        "",
                                        total(cause) + " events in quarantine: " + place.detail() + ".",
                                        cause.sources()))
                                .stream()));
    }

    private static long total(Cause cause) {
        Cause.Counts counts = cause.counts();
        return counts.held() + counts.leaving() + counts.released() + counts.discarded();
    }

    private static Optional<Kind> kind(Fault place) {
        String detail = place.detail();
        if (detail.startsWith("unknown field")) {
            return Optional.of(Kind.UNKNOWN_FIELD);
        }
        if (detail.startsWith("missing")) {
            return Optional.of(Kind.MISSING_FIELD);
        }
        if (detail.contains(", expected one of ")) {
            return Optional.of(Kind.NEW_VALUE);
        }
        return detail.startsWith("found ") ? Optional.of(Kind.TYPE) : Optional.empty();
    }
}
