/** Finds, starts, watches and stops the whole platform on one machine, without Docker. */
@NullMarked
package dev.tidemark.local;

import org.jspecify.annotations.NullMarked;
