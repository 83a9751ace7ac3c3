@NullMarked
package dev.tidemark.pipelines.maintenance;

import org.jspecify.annotations.NullMarked;
