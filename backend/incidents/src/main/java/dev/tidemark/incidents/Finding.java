package dev.tidemark.incidents;

import java.time.Instant;
import java.util.Map;

/**
 * What a check that does not pass says. It goes to people and programs outside: names, numbers and times, never contents of events.
 *
 * @param owner the team that answers for the subject
 * @param summary a sentence
 * @param evidence to be written as JSON; short
 * @param link the page, within the portal, where it can be mended, for example {@code quarantine}
 * @param began since when it is wrong, as far as is known
 * @param seen when it was last seen to be wrong
 */
public record Finding(
        Subject subject,
        Check check,
        Severity severity,
        String owner,
        String summary,
        Map<String, Object> evidence,
        String link,
        Instant began,
        Instant seen) {

    public Finding {
        evidence = Map.copyOf(evidence);
    }
}
