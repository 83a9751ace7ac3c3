/** A question without SQL: picked, priced, asked, answered. */
@NullMarked
package dev.tidemark.frontend.explore;

import org.jspecify.annotations.NullMarked;
