/** Everything that touches Calcite. */
@NullMarked
package dev.tidemark.sql.internal;

import org.jspecify.annotations.NullMarked;
