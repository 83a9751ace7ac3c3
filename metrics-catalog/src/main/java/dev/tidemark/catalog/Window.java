package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time by the calendar, such as {@code 7 days}. */
public record Window(int count, Grain grain) {

    private static final Pattern WORDS = Pattern.compile("\\s*(\\d{1,6})\\s+(\\w+?)s?\\s*");

    /** Reads {@code 7 days} or {@code 1 month}. */
    public static Optional<Window> parse(String text) {
        Matcher words = WORDS.matcher(text);
        return words.matches()
                ? Grain.parse(words.group(2)).map(grain -> new Window(Integer.parseInt(words.group(1)), grain))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return count + " " + grain.word() + (count == 1 ? "" : "s");
    }
}
