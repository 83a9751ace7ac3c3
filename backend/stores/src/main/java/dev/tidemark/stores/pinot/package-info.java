/** The real-time store: Apache Pinot over plain HTTP, its tables and its answers. */
@NullMarked
package dev.tidemark.stores.pinot;

import org.jspecify.annotations.NullMarked;
