/** What PostgreSQL says: its log, its catalog, its rows. */
@NullMarked
package dev.tidemark.cdc.internal.postgres;

import org.jspecify.annotations.NullMarked;
