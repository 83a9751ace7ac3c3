/** Transforms: one SELECT and how its rows become a modeled table, run on a schedule and on demand. */
@NullMarked
package dev.tidemark.pipelines.transforms;

import org.jspecify.annotations.NullMarked;
