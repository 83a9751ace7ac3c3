/** What runs: transforms and jobs. */
@NullMarked
package dev.tidemark.frontend.pipelines;

import org.jspecify.annotations.NullMarked;
