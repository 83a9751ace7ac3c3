/** How fresh every dataset is, and the way of one event. */
@NullMarked
package dev.tidemark.frontend.freshness;

import org.jspecify.annotations.NullMarked;
