@NullMarked
package dev.tidemark.stores.jdbc;

import org.jspecify.annotations.NullMarked;
