/** Pinot's HTTP interface, its documents and its literals. */
@NullMarked
package dev.tidemark.stores.pinot.internal;

import org.jspecify.annotations.NullMarked;
