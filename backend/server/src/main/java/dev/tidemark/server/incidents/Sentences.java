package dev.tidemark.server.incidents;

import java.time.Duration;
import java.util.List;

/** Pieces of what incidents say. */
final class Sentences {

    private static final int NAMED = 5;

    private Sentences() {}

    /** For example {@code 90 s}, {@code 12 min}, {@code 3 h}, {@code 4 d}. */
    static String of(Duration duration) {
        if (duration.toSeconds() < 120) {
            return duration.toSeconds() + " s";
        }
        if (duration.toMinutes() < 120) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " d";
    }

    /** The first few, and how many more there are. */
    static String of(List<String> names) {
        String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED ? named : named + " and " + (names.size() - NAMED) + " more";
    }

    static String count(long number, String one, String many) {
        return number == 1 ? "1 " + one : number + " " + many;
    }
}
