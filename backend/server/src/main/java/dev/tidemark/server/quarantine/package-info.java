/** The quarantine of this portal, and as the pages see it. */
@NullMarked
package dev.tidemark.server.quarantine;

import org.jspecify.annotations.NullMarked;
