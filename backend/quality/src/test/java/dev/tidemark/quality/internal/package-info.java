@NullMarked
package dev.tidemark.quality.internal;

import org.jspecify.annotations.NullMarked;
