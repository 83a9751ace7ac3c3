package dev.tidemark.router.internal;

import dev.tidemark.catalog.SemanticModel;
import java.util.List;

/** The leaves of a question over the same rows, the same time and the same groups, answered together. */
record ModelGroup(SemanticModel model, String timeDimension, Reading reading, List<Leaf> leaves) {

    ModelGroup {
        leaves = List.copyOf(leaves);
    }

    boolean followsRows() {
        return leaves.stream().anyMatch(leaf -> leaf.following().isPresent());
    }
}
