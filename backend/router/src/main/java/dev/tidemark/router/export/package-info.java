/** Answers as files, of more rows than fit into memory. */
@NullMarked
package dev.tidemark.router.export;

import org.jspecify.annotations.NullMarked;
