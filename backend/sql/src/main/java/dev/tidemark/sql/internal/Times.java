package dev.tidemark.sql.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as people write them in conditions. */
final class Times {

    private Times() {}

    /**
     * A date is its first instant; a time without a zone is meant in {@code zone}.
     *
     * @throws java.time.format.DateTimeParseException when it is neither
     */
    static Instant instant(String text, ZoneId zone) {
        String iso = text.strip().replace(' ', 'T');
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
        }
        return iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }
}
