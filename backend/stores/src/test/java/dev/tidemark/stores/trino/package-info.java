@NullMarked
package dev.tidemark.stores.trino;

import org.jspecify.annotations.NullMarked;
