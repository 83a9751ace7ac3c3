package dev.tidemark.local.process;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known about one part at one moment. */
public record PartStatus(
        String name,
        PartState state,
        String detail,
        @Nullable ProcessIdentity process,
        Instant since,
        int restarts) {

    public static PartStatus waiting(String name, Instant now) {
        return new PartStatus(name, PartState.WAITING, "", null, now, 0);
    }

    PartStatus now(PartState next, String nextDetail, Instant at) {
        return new PartStatus(name, next, nextDetail, process, next == state ? since : at, restarts);
    }

    PartStatus runningAs(@Nullable ProcessIdentity running) {
        return new PartStatus(name, state, detail, running, since, restarts);
    }

    PartStatus restarted() {
        return new PartStatus(name, state, detail, process, since, restarts + 1);
    }
}
