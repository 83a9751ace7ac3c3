package dev.tidemark.quarantine;

import dev.tidemark.problems.Fault;
import dev.tidemark.quarantine.RepairStep.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repair that what is wrong speaks for: a misspelled name is renamed, a value of another type is cast, an unknown field is dropped. */
public final class Suggestions {

    private static final Pattern MEANT = Pattern.compile("unknown (?:field|member); did you mean ([A-Za-z0-9_]+).*");
    private static final Pattern FOUND = Pattern.compile("found (text|a number|true|false), expected (.*)");

    private Suggestions() {}

    public static Repair of(Cause cause) {
        List<RepairStep> steps = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Fault fault : cause.places()) {
            if (fault.pointer().startsWith("/")) {
                step(Place.of(fault.pointer()), fault.detail(), taken).ifPresent(steps::add);
            }
        }
        return new Repair(steps);
    }

    private static Optional<RepairStep> step(Place at, String detail, Set<String> taken) {
        Matcher meant = MEANT.matcher(detail);
        if (meant.matches() && taken.add(at.beside(meant.group(1)).toString())) {
            return Optional.of(new RepairStep.Rename(at, at.beside(meant.group(1))));
        }
        if (detail.startsWith("unknown field") || detail.startsWith("unknown member")) {
            return Optional.of(new RepairStep.Drop(at));
        }
        Matcher found = FOUND.matcher(detail);
        return found.matches() ? kind(found.group(2)).map(kind -> new RepairStep.Cast(at, kind)) : Optional.empty();
    }

    private static Optional<Kind> kind(String expected) {
        if (expected.startsWith("a decimal")) {
            return Optional.of(Kind.DECIMAL);
        }
        if (expected.startsWith("a whole number") || expected.startsWith("a number")) {
            return Optional.of(Kind.NUMBER);
        }
        if (expected.startsWith("true or false")) {
            return Optional.of(Kind.BOOLEAN);
        }
        if (expected.startsWith("a date and time")) {
            return Optional.of(Kind.TIMESTAMP);
        }
        return expected.equals("text") || expected.startsWith("text, or") ? Optional.of(Kind.TEXT) : Optional.empty();
    }
}
