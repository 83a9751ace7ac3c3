package dev.tidemark.frontend.parts;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people say them. */
public final class Durations {

    private Durations() {}

    private static final Pattern ISO =
            Pattern.compile("\\bP(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?(?<=\\d[DHMS])\\b");

    /** A text in which ISO 8601 durations, as programs write them, became words. */
    public static String inWords(String text) {
        return ISO.matcher(text).replaceAll(found -> Matcher.quoteReplacement(words(Duration.parse(found.group()))));
    }

    /** For example {@code 12 ms}, {@code 3.4 s}, {@code 25 min}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
    public static String words(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 100_000) {
            return millis % 1000 == 0 ? millis / 1000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long minutes = duration.toMinutes();
        if (minutes < 100) {
            return minutes + " min";
        }
        long hours = duration.toHours();
        if (hours < 48) {
            return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
        return hours / 24 + " d " + hours % 24 + " h";
    }
}
