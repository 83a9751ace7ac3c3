/** How a query gets its snapshots, its values and its answer. */
@NullMarked
package dev.tidemark.stores.trino.internal;

import org.jspecify.annotations.NullMarked;
