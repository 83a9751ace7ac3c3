/** How a run computes, compares, checks and publishes. */
@NullMarked
package dev.tidemark.pipelines.transforms.internal;

import org.jspecify.annotations.NullMarked;
