/** Programs that measure a running installation from outside, each next to its floor in the same run. */
@NullMarked
package dev.tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
