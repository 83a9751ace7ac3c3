package dev.tidemark.events.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What logical types hold on the wire, as the text that stands for it in JSON. */
public final class LogicalText {

    private LogicalText() {}

    /**
     * @param unscaled big-endian, two's complement
     * @throws IllegalArgumentException when there are no bytes
     */
    public static String decimal(byte[] unscaled, int scale) {
        return new BigDecimal(new BigInteger(unscaled), scale).toPlainString();
    }

    /**
     * A date or time; null when the logical type is none.
     *
     * @throws IllegalArgumentException when the number is outside of what the type can be
     */
    public static @Nullable String temporal(String logicalType, long value) {
        try {
            return switch (logicalType) {
                case "timestamp-millis" -> instant(value, 1_000).toString();
                case "timestamp-micros" -> instant(value, 1_000_000).toString();
                case "timestamp-nanos" -> instant(value, 1_000_000_000).toString();
                case "local-timestamp-millis" -> local(value, 1_000).toString();
                case "local-timestamp-micros" -> local(value, 1_000_000).toString();
                case "local-timestamp-nanos" -> local(value, 1_000_000_000).toString();
                case "date" -> LocalDate.ofEpochDay(value).toString();
                case "time-millis" ->
                    LocalTime.ofNanoOfDay(Math.multiplyExact(value, 1_000_000)).toString();
                case "time-micros" ->
                    LocalTime.ofNanoOfDay(Math.multiplyExact(value, 1_000)).toString();
                default -> null;
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(value + " is no " + logicalType, e);
        }
    }

    private static Instant instant(long value, long perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond));
    }

    private static LocalDateTime local(long value, long perSecond) {
        return LocalDateTime.ofInstant(instant(value, perSecond), ZoneOffset.UTC);
    }
}
