/** How quarantined events are read, kept and sent back. */
@NullMarked
package dev.tidemark.quarantine.internal;

import org.jspecify.annotations.NullMarked;
