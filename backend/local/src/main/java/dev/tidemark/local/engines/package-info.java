/** How each engine and each process of ours is fetched, prepared and started. */
@NullMarked
package dev.tidemark.local.engines;

import org.jspecify.annotations.NullMarked;
