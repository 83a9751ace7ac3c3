/** The storefront's customers, as a pure function of a seed and a moment. */
@NullMarked
package dev.tidemark.demo.shop;

import org.jspecify.annotations.NullMarked;
