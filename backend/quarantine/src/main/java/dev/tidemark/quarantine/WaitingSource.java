package dev.tidemark.quarantine;

import java.time.Instant;
import java.util.List;

/**
 * A source whose events wait in quarantine.
 *
 * @param team that owns it, as the newest event says
 * @param held how many wait
 * @param causes of these, in no order
 * @param firstAt when the first of them was received
 */
public record WaitingSource(String source, String team, long held, List<String> causes, Instant firstAt) {

    public WaitingSource {
        causes = List.copyOf(causes);
    }
}
