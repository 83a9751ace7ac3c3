@NullMarked
package dev.tidemark.catalog;

import org.jspecify.annotations.NullMarked;
