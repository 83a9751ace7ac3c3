/** Where one installation keeps its state, and which ports and secrets it has. */
@NullMarked
package dev.tidemark.local.home;

import org.jspecify.annotations.NullMarked;
