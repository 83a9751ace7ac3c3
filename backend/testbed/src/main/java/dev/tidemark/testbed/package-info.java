/** Real engines for tests. */
@NullMarked
package dev.tidemark.testbed;

import org.jspecify.annotations.NullMarked;
