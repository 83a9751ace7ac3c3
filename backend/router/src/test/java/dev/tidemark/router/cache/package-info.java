@NullMarked
package dev.tidemark.router.cache;

import org.jspecify.annotations.NullMarked;
