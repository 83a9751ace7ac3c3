@NullMarked
package dev.tidemark.router.internal;

import org.jspecify.annotations.NullMarked;
