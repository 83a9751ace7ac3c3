package dev.tidemark.traffic;

import java.util.List;

/** The newest events, to judge by. A sample: what it says holds of lately, not of always. */
@FunctionalInterface
public interface RecentEvents {

    /**
     * The newest events of a family, in no order; empty when the family has none, or cannot be read at present.
     *
     * @param most of each partition of its topic
     */
    List<SeenEvent> of(String family, int most);
}
