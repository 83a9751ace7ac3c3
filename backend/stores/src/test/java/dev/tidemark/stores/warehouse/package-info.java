@NullMarked
package dev.tidemark.stores.warehouse;

import org.jspecify.annotations.NullMarked;
