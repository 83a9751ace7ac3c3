/** What is wrong, one of it with its story, and who is told. */
@NullMarked
package dev.tidemark.frontend.incidents;

import org.jspecify.annotations.NullMarked;
