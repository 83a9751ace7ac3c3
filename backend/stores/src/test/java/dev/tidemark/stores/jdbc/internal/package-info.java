@NullMarked
package dev.tidemark.stores.jdbc.internal;

import org.jspecify.annotations.NullMarked;
