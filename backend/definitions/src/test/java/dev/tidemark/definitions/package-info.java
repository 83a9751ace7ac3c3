@NullMarked
package dev.tidemark.definitions;

import org.jspecify.annotations.NullMarked;
