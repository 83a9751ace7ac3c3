/** Rollups as the pages see them. */
@NullMarked
package dev.tidemark.server.rollups;

import org.jspecify.annotations.NullMarked;
