@NullMarked
package dev.tidemark.router.quota;

import org.jspecify.annotations.NullMarked;
