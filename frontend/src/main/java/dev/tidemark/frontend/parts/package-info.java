/** The small things pages are made of: states, times, cards, charts. */
@NullMarked
package dev.tidemark.frontend.parts;

import org.jspecify.annotations.NullMarked;
