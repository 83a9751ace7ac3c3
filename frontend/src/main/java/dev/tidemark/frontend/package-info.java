/** The portal's pages. Views guard navigation only; the features they call guard themselves. */
@NullMarked
package dev.tidemark.frontend;

import org.jspecify.annotations.NullMarked;
