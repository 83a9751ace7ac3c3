/** Runs processes in the order they need each other, watches them, restarts and stops them. */
@NullMarked
package dev.tidemark.local.process;

import org.jspecify.annotations.NullMarked;
