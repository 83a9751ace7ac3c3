/** Avro schemas: their one text, and what one may become. */
@NullMarked
package dev.tidemark.registry.internal.avro;

import org.jspecify.annotations.NullMarked;
