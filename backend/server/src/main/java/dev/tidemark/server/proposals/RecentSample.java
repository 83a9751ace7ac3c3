package dev.tidemark.server.proposals;

import dev.tidemark.traffic.RecentEvents;
import dev.tidemark.traffic.SeenEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The newest events, read again after a while only: a draft is checked with every pause in somebody's typing. */
record RecentSample(RecentEvents events, Clock clock, Map<String, Read> reads) {

    private static final Duration GOOD_FOR = Duration.ofSeconds(30);
    private static final int OF_EACH_PARTITION = 5_000;

    /** Events as they were read at a time. */
    record Read(Instant at, List<SeenEvent> events) {}

    RecentSample(RecentEvents events, Clock clock) {
        this(events, clock, new ConcurrentHashMap<>());
    }

    List<SeenEvent> of(String family, String type) {
        Instant now = clock.instant();
        return reads
                .compute(
                        family,
                        (key, known) ->
                                known != null && known.at().plus(GOOD_FOR).isAfter(now)
                                        ? known
                                        : new Read(now, events.of(family, OF_EACH_PARTITION)))
                .events()
                .stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }
}
