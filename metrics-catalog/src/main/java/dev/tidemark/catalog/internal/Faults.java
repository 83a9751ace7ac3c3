package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Place;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a set of definitions, gathered so that all of it can be said at once. */
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    void add(Place place, String sentence) {
        faults.add(new Fault(place.toString(), sentence));
    }

    /** The sentence of a problem met while reading one value, at that value's place. */
    void add(Place place, String what, ProblemException problem) {
        add(place, what + ": " + problem.detail());
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }

    void throwIfAny(String workspace) {
        if (!faults.isEmpty()) {
            Fault first = faults.getFirst();
            throw new ProblemException(
                            CatalogProblem.INVALID_DEFINITIONS,
                            workspace,
                            faults.size(),
                            first.pointer() + " " + first.detail())
                    .withFaults(faults);
        }
    }
}
