package dev.tidemark.collector.internal.enrichment;

import dev.tidemark.events.Enrichment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Corrects a sender's clock that is wrong: the event happened as long before we got it as the sender's clock says that it happened before it was sent. Up to
 * the tolerance nothing is changed, because being on the way takes time too.
 */
public record ClockCorrection(Duration tolerance) {

    /** Between these times can be written with four digits for the year. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * How far the sender's clock is behind ours, with the time that it told.
     *
     * @param told when it happened, by the sender's clock
     * @param sentAt when it was sent, by the same clock
     * @param receivedAt when it came, by ours
     * @return null when nothing is to be corrected, or the corrected time would be none that can be told
     */
    public Enrichment.@Nullable Skew skew(Instant told, Instant sentAt, Instant receivedAt) {
        Duration behind = Duration.between(sentAt, receivedAt);
        if (behind.abs().compareTo(tolerance) <= 0) {
            return null;
        }
        Instant corrected = told.plus(behind);
        return corrected.isAfter(FIRST) && corrected.isBefore(LAST) ? new Enrichment.Skew(told, behind) : null;
    }
}
