/** What a metric means: semantic models and metrics as people define them in YAML, validated as a whole. */
@NullMarked
package dev.tidemark.catalog;

import org.jspecify.annotations.NullMarked;
