/** When which table of the lake is looked after, and what was done. */
@NullMarked
package dev.tidemark.pipelines.maintenance;

import org.jspecify.annotations.NullMarked;
