/** Tables of sums: what each covers, whether it is believed, what it saved. */
@NullMarked
package dev.tidemark.frontend.rollups;

import org.jspecify.annotations.NullMarked;
