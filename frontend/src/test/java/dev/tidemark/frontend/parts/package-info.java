@NullMarked
package dev.tidemark.frontend.parts;

import org.jspecify.annotations.NullMarked;
