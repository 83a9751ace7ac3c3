package dev.tidemark.incidents;

import java.util.Optional;
import java.util.Set;

/**
 * Which incidents are asked for.
 *
 * @param states those in one of them
 * @param subject the whole name of a subject
 * @param before only those with a smaller number, to turn the page; {@code Long.MAX_VALUE} for the first
 * @param most at most 500
 */
public record IncidentQuery(
        Set<Incident.State> states,
        Optional<Check> check,
        Optional<Severity> severity,
        Optional<String> owner,
        Optional<String> subject,
        long before,
        int most) {

    private static final int MOST = 500;

    /** Those that are not resolved. */
    public static final Set<Incident.State> UNRESOLVED = Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED);

    public IncidentQuery {
        states = Set.copyOf(states);
        most = Math.clamp(most, 1, MOST);
    }

    /** The newest in these states. */
    public static IncidentQuery in(Set<Incident.State> states) {
        return new IncidentQuery(
                states, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE, MOST);
    }
}
