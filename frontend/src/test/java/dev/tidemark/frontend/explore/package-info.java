@NullMarked
package dev.tidemark.frontend.explore;

import org.jspecify.annotations.NullMarked;
