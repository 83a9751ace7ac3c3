/** Work that is done again and again. */
@NullMarked
package dev.tidemark.worker;

import org.jspecify.annotations.NullMarked;
