/** Connections, values and failures of databases of others. */
@NullMarked
package dev.tidemark.stores.jdbc.internal;

import org.jspecify.annotations.NullMarked;
