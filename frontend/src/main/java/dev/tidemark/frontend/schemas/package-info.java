/** The schemas of events: their fields, their versions, and who sends which. */
@NullMarked
package dev.tidemark.frontend.schemas;

import org.jspecify.annotations.NullMarked;
