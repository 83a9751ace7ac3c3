@NullMarked
package dev.tidemark.quarantine.internal;

import org.jspecify.annotations.NullMarked;
