/** Definitions from elsewhere become a commit of the definitions repository. */
@NullMarked
package dev.tidemark.server.imports;

import org.jspecify.annotations.NullMarked;
