package dev.tidemark.frontend.charts;

import dev.tidemark.catalog.Metric;
import java.util.Optional;

/**
 * A metric of an answer, as people know it.
 *
 * @param name of its column
 * @param additive whether parts of it add up to the whole
 */
public record Measured(String name, String label, Optional<String> unit, boolean additive, Metric.Direction direction) {

    private static final String BEFORE = "__before";
    private static final String RATIO = "__change_ratio";

    /** The column of its value in the time compared with. */
    public String before() {
        return name + BEFORE;
    }

    /** The column of how much more it is now, as a share. */
    public String changeRatio() {
        return name + RATIO;
    }
}
