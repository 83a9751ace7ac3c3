/** DuckDB inside our own process, over the files of the lake: the warehouse and, on one machine, the lakehouse. */
@NullMarked
package dev.tidemark.stores.warehouse;

import org.jspecify.annotations.NullMarked;
