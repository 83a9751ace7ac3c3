@NullMarked
package dev.tidemark.cdc;

import org.jspecify.annotations.NullMarked;
