/** Whether tables of sums say the same as the rows that were summed up. */
@NullMarked
package dev.tidemark.router.rollup;

import org.jspecify.annotations.NullMarked;
