/** How a query gets its turn, its files and its values. */
@NullMarked
package dev.tidemark.stores.warehouse.internal;

import org.jspecify.annotations.NullMarked;
