@NullMarked
package dev.tidemark.demo.shop;

import org.jspecify.annotations.NullMarked;
