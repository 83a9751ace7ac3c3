/** Answers that can be given again, because the data they were computed from is still what would be asked. */
@NullMarked
package dev.tidemark.router.cache;

import org.jspecify.annotations.NullMarked;
