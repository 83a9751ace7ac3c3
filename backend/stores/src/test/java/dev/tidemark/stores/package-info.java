@NullMarked
package dev.tidemark.stores;

import org.jspecify.annotations.NullMarked;
