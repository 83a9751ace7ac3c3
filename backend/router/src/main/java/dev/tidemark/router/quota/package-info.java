/** How much teams may ask of the stores. */
@NullMarked
package dev.tidemark.router.quota;

import org.jspecify.annotations.NullMarked;
