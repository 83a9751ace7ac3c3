package dev.tidemark.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as RFC 3339 text. Stricter and several times faster than {@code java.time}: seconds and zone are required, the year has
 * four digits, and a leap second is refused because an {@link Instant} cannot hold it.
 */
public final class Rfc3339 {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int SHORTEST = "2026-01-01T00:00:00Z".length();

    private Rfc3339() {}

    /**
     * @throws DateTimeException saying what does not fit, in a form that reads on after "expected"
     */
    public static Instant parse(String text) {
        if (text.length() < SHORTEST || text.length() > 35) {
            throw malformed();
        }
        expect(text, 4, '-');
        expect(text, 7, '-');
        if (text.charAt(10) != 'T' && text.charAt(10) != 't') {
            throw malformed();
        }
        expect(text, 13, ':');
        expect(text, 16, ':');
        int hour = number(text, 11, 2, 23);
        int minute = number(text, 14, 2, 59);
        int second = number(text, 17, 2, 59);
        int at = 19;
        int nanos = 0;
        if (text.charAt(at) == '.') {
            int end = at + 1;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            nanos = nanos(text, at + 1, end);
            at = end;
        }
        long day = day(number(text, 0, 4, 9999), number(text, 5, 2, 12), number(text, 8, 2, 31));
        long local = day * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        long instant = local - offset(text, at);
        if (instant < FIRST || instant > LAST) {
            throw new DateTimeException("a year from 0 to 9999 in UTC");
        }
        return Instant.ofEpochSecond(instant, nanos);
    }

    /** The instant in UTC with exactly six decimals, finer ones cut off: {@code 2026-11-23T20:31:05.123000Z}. */
    public static String format(Instant instant) {
        return new String(bytes(instant), StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(Instant instant) {
        long seconds = instant.getEpochSecond();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new DateTimeException("RFC 3339 has no year " + date.getYear());
        }
        int ofDay = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
        byte[] text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 0, 4, date.getYear());
        digits(text, 5, 2, date.getMonthValue());
        digits(text, 8, 2, date.getDayOfMonth());
        digits(text, 11, 2, ofDay / 3600);
        digits(text, 14, 2, ofDay / 60 % 60);
        digits(text, 17, 2, ofDay % 60);
        digits(text, 20, 6, instant.getNano() / 1000);
        return text;
    }

    private static long day(int year, int month, int dayOfMonth) {
        try {
            return LocalDate.of(year, month, dayOfMonth).toEpochDay();
        } catch (DateTimeException e) {
            throw new DateTimeException("a day that exists", e);
        }
    }

    private static int nanos(String text, int from, int to) {
        if (from == to || to - from > 9) {
            throw malformed();
        }
        int value = 0;
        for (int i = from; i < from + 9; i++) {
            value = value * 10 + (i < to ? text.charAt(i) - '0' : 0);
        }
        return value;
    }

    private static int offset(String text, int at) {
        int length = text.length() - at;
        char sign = length > 0 ? text.charAt(at) : ' ';
        if (length == 1 && (sign == 'Z' || sign == 'z')) {
            return 0;
        }
        if (length != 6 || (sign != '+' && sign != '-')) {
            throw malformed();
        }
        expect(text, at + 3, ':');
        int seconds = number(text, at + 1, 2, 23) * 3600 + number(text, at + 4, 2, 59) * 60;
        return sign == '+' ? seconds : -seconds;
    }

    private static int number(String text, int from, int digits, int max) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            if (!isDigit(text.charAt(i))) {
                throw malformed();
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        if (value > max) {
            throw malformed();
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void expect(String text, int at, char wanted) {
        if (text.charAt(at) != wanted) {
            throw malformed();
        }
    }

    private static void digits(byte[] text, int from, int count, int value) {
        int rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static DateTimeException malformed() {
        return new DateTimeException("a date and time with zone such as 2026-11-23T20:31:05.123Z (RFC 3339)");
    }
}
