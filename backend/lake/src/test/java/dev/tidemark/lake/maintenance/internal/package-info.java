@NullMarked
package dev.tidemark.lake.maintenance.internal;

import org.jspecify.annotations.NullMarked;
