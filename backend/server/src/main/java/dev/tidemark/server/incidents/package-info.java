/** What this portal's features find wrong, and incidents as the pages see them. */
@NullMarked
package dev.tidemark.server.incidents;

import org.jspecify.annotations.NullMarked;
