/** Topics, Flink jobs, transforms and their upkeep: what is wanted, what is there, and the steps between. */
@NullMarked
package dev.tidemark.pipelines;

import org.jspecify.annotations.NullMarked;
