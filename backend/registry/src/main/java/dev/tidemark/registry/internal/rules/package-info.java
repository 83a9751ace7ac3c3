/** What a source promises beyond being readable. */
@NullMarked
package dev.tidemark.registry.internal.rules;

import org.jspecify.annotations.NullMarked;
