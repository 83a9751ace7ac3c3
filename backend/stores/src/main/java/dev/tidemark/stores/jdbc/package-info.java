/** Databases of others, over JDBC: read as they are, written never. */
@NullMarked
package dev.tidemark.stores.jdbc;

import org.jspecify.annotations.NullMarked;
