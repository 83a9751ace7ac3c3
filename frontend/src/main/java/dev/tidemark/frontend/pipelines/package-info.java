/** What moves the data: streaming jobs, the streams they read, and the transforms that model them. */
@NullMarked
package dev.tidemark.frontend.pipelines;

import org.jspecify.annotations.NullMarked;
