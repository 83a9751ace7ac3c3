package dev.tidemark.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Checks of a feature that are made again and again. Every portal makes them; all of them write the same incidents. */
public interface Lookout {

    /** What {@link #look} speaks of. Other lookouts do not speak of it. */
    Set<Check> checks();

    /** Checks everything now. When it throws nothing is concluded. */
    Look look();

    /** What it means that a check passes again, a sentence. */
    String passing();

    /**
     * What a look saw. A subject that is neither found wrong nor undecided passes, also when it is not there any more.
     *
     * @param at when the look began
     * @param undecided of which nothing can be said at present
     */
    record Look(Instant at, List<Finding> found, Set<Subject> undecided) {
        public Look {
            found = List.copyOf(found);
            undecided = Set.copyOf(undecided);
        }
    }
}
