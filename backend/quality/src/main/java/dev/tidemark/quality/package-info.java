/**
 * How fresh every dataset is, measured against what it promises, and the way one event took. What a dataset is complete
 * through is said by its writer; this feature only reads it, keeps its history and judges it.
 */
@NullMarked
package dev.tidemark.quality;

import org.jspecify.annotations.NullMarked;
