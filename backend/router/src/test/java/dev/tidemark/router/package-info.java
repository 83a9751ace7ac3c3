@NullMarked
package dev.tidemark.router;

import org.jspecify.annotations.NullMarked;
