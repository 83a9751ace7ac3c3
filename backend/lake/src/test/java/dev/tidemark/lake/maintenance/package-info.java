@NullMarked
package dev.tidemark.lake.maintenance;

import org.jspecify.annotations.NullMarked;
