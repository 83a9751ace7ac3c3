@NullMarked
package dev.tidemark.stores.internal;

import org.jspecify.annotations.NullMarked;
