/** Events in quarantine: what is wrong with them, and how they come back. */
@NullMarked
package dev.tidemark.frontend.quarantine;

import org.jspecify.annotations.NullMarked;
