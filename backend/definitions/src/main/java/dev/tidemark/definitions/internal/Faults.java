package dev.tidemark.definitions.internal;

import dev.tidemark.events.Similarity;
import dev.tidemark.problems.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what is wrong with the files of a commit, so that all of it is said at once. */
final class Faults {

    private record At(String file, int line, String detail) {}

    private final List<At> found = new ArrayList<>();

    /** @param line from 1; 0 when the file as a whole is meant */
    void add(String file, int line, String detail) {
        found.add(new At(file, line, detail));
    }

    /** Says that a name is unknown, with the names that may have been meant. */
    void unknown(String file, int line, String what, String name, Collection<String> known) {
        add(file, line, "Unknown " + what + " “" + name + "”. " + choose(name, known));
    }

    List<Fault> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing(At::file).thenComparing(At::line))
                .map(at -> new Fault(at.line() == 0 ? at.file() : at.file() + ":" + at.line(), at.detail()))
                .toList();
    }

    /** The line on which the pattern first matches; 0 if nowhere. */
    static int lineOf(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        if (!matcher.find()) {
            return 0;
        }
        return 1
                + (int) text.substring(0, matcher.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    static String choose(String name, Collection<String> known) {
        List<String> nearest = Similarity.nearest(name, known);
        if (!nearest.isEmpty()) {
            return "Did you mean " + String.join(" or ", nearest) + "?";
        }
        if (known.isEmpty()) {
            return "There is none to choose from yet.";
        }
        return "Choose one of: " + String.join(", ", known.stream().sorted().toList()) + ".";
    }
}
