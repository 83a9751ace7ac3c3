@NullMarked
package dev.tidemark.router.usage;

import org.jspecify.annotations.NullMarked;
