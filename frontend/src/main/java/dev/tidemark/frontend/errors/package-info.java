/** Pages for what went wrong. */
@NullMarked
package dev.tidemark.frontend.errors;

import org.jspecify.annotations.NullMarked;
