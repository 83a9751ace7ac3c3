/** What the pages show of schemas, from the definitions, the registry and the real-time store. */
@NullMarked
package dev.tidemark.server.schemas;

import org.jspecify.annotations.NullMarked;
