/** The demo process: traffic of the storefront, and an import of real order lines. It is a producer like any other. */
@NullMarked
package dev.tidemark.demo;

import org.jspecify.annotations.NullMarked;
