/** Order lines of a real shop, read from its CSV file. */
@NullMarked
package dev.tidemark.demo.retail;

import org.jspecify.annotations.NullMarked;
