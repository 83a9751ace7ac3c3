/** Databases that people connect as stores: their addresses in PostgreSQL, their passwords sealed. */
@NullMarked
package dev.tidemark.server.connections;

import org.jspecify.annotations.NullMarked;
