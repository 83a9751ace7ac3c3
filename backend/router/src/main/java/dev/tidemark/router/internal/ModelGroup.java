package dev.tidemark.router.internal;

import dev.tidemark.catalog.SemanticModel;
import java.util.List;

/** The leaves of a question over the same rows and the same time, answered together. */
record ModelGroup(SemanticModel model, String timeDimension, List<Leaf> leaves) {

    ModelGroup {
        leaves = List.copyOf(leaves);
    }
}
