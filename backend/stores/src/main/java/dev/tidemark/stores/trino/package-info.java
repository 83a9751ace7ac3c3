/** Trino over the lake: the lakehouse of more than one machine. */
@NullMarked
package dev.tidemark.stores.trino;

import org.jspecify.annotations.NullMarked;
