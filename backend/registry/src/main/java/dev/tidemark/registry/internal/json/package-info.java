/** JSON Schemas: their one text, and what one may become. */
@NullMarked
package dev.tidemark.registry.internal.json;

import org.jspecify.annotations.NullMarked;
