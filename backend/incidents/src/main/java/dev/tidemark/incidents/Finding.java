package dev.tidemark.incidents;

import java.time.Instant;
import java.util.List;
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
 * @param affects subjects of the same kind that cannot pass this check before this one does, by name; they are no findings of their own
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
        Instant seen,
        List<String> affects) {

    public Finding {
        evidence = Map.copyOf(evidence);
        affects = List.copyOf(affects);
    }

    /** One that affects nothing else. */
    public Finding(
            Subject subject,
            Check check,
            Severity severity,
            String owner,
            String summary,
            Map<String, Object> evidence,
            String link,
            Instant began,
            Instant seen) {
        this(subject, check, severity, owner, summary, evidence, link, began, seen, List.of());
    }
}
