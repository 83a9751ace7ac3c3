/** What the collector must know, and the write keys of the sources. */
@NullMarked
package dev.tidemark.server.collection;

import org.jspecify.annotations.NullMarked;
