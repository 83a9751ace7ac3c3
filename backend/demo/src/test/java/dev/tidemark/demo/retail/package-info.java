@NullMarked
package dev.tidemark.demo.retail;

import org.jspecify.annotations.NullMarked;
