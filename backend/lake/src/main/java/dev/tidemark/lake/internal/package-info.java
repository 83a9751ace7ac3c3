/** What callers of the lake need not see. */
@NullMarked
package dev.tidemark.lake.internal;

import org.jspecify.annotations.NullMarked;
