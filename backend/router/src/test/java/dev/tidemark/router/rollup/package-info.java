@NullMarked
package dev.tidemark.router.rollup;

import org.jspecify.annotations.NullMarked;
