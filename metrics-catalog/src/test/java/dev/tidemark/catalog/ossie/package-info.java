@NullMarked
package dev.tidemark.catalog.ossie;

import org.jspecify.annotations.NullMarked;
