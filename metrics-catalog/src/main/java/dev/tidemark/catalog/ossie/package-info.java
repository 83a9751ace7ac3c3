/** Models of Apache Ossie, read as definitions and written from them, with a list of what either side cannot say. */
@NullMarked
package dev.tidemark.catalog.ossie;

import org.jspecify.annotations.NullMarked;
