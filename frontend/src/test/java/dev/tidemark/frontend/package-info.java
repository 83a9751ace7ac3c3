@NullMarked
package dev.tidemark.frontend;

import org.jspecify.annotations.NullMarked;
