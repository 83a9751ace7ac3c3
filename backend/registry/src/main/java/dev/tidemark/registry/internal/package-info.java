@NullMarked
package dev.tidemark.registry.internal;

import org.jspecify.annotations.NullMarked;
