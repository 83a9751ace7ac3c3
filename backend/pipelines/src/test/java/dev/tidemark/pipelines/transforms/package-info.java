@NullMarked
package dev.tidemark.pipelines.transforms;

import org.jspecify.annotations.NullMarked;
