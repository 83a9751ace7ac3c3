package dev.tidemark.definitions;

import java.util.List;

/**
 * Which dimensions people may not see as they are.
 *
 * @param name what receipts call it
 * @param dimensions {@code <model>.<dimension or entity>}
 * @param line where it stands in {@code policies.yaml}, from 1
 */
public record ColumnPolicy(String name, List<String> dimensions, Treatment treatment, Audience audience, int line) {

    public ColumnPolicy {
        dimensions = List.copyOf(dimensions);
    }

    /** What is done to a dimension; of several the first in this order wins. */
    public sealed interface Treatment {

        /** It can neither be grouped, filtered nor ordered by. */
        record Hidden() implements Treatment {}

        /** All its values are shown as absent, in one group. */
        record Nothing() implements Treatment {}

        /** All its values are shown as this text, in one group. */
        record Text(String text) implements Treatment {}

        /** Each value is shown as a keyed hash, in a group of its own. */
        record Hash() implements Treatment {}
    }
}
