package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.ToLongFunction;

/** Dates and times, written as text and kept as a number. */
final class TemporalShape {

    private TemporalShape() {}

    /**
     * @param perSecond units of the number in a second
     */
    record Timestamp(long perSecond) implements Shape {

        @Override
        public void write(JsonNode json, Attempt attempt) {
            if (!json.isTextual()) {
                attempt.mismatch(json, expected());
                return;
            }
            try {
                Instant instant = Rfc3339.parse(json.textValue());
                attempt.out().writeLong(units(instant.getEpochSecond(), instant.getNano(), perSecond));
            } catch (DateTimeException e) {
                attempt.mismatch(json, String.valueOf(e.getMessage()));
            }
        }

        @Override
        public String expected() {
            return "a date and time with zone such as \"2026-11-23T20:31:05.123Z\" (RFC 3339)";
        }
    }

    record Iso(String expected, ToLongFunction<String> number) implements Shape {

        @Override
        public void write(JsonNode json, Attempt attempt) {
            if (!json.isTextual()) {
                attempt.mismatch(json, expected);
                return;
            }
            try {
                attempt.out().writeLong(number.applyAsLong(json.textValue()));
            } catch (DateTimeException e) {
                attempt.mismatch(json, expected);
            }
        }
    }

    /**
     * @throws DateTimeException when the day is too far away for an int, which is what the type has
     */
    static long day(LocalDate date) {
        long day = date.toEpochDay();
        if (day != (int) day) {
            throw new DateTimeException("a year near ours");
        }
        return day;
    }

    /**
     * @throws DateTimeException when the instant is finer than the unit, or too far away for a long
     */
    static long units(long seconds, int nanos, long perSecond) {
        long nanosPerUnit = 1_000_000_000L / perSecond;
        if (nanos % nanosPerUnit != 0) {
            throw new DateTimeException("no finer than 1/" + perSecond + " of a second");
        }
        try {
            return Math.addExact(Math.multiplyExact(seconds, perSecond), nanos / nanosPerUnit);
        } catch (ArithmeticException e) {
            throw new DateTimeException("a year near ours", e);
        }
    }
}
