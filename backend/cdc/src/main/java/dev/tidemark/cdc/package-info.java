/** Changes of PostgreSQL tables, captured as events. */
@NullMarked
package dev.tidemark.cdc;

import org.jspecify.annotations.NullMarked;
