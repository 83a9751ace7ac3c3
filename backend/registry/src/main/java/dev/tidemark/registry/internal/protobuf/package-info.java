/** Protobuf files: their one text, and what one may become. */
@NullMarked
package dev.tidemark.registry.internal.protobuf;

import org.jspecify.annotations.NullMarked;
