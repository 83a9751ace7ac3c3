/** Changing definitions: writing a change, looking at one, signing and publishing it. */
@NullMarked
package dev.tidemark.frontend.proposals;

import org.jspecify.annotations.NullMarked;
