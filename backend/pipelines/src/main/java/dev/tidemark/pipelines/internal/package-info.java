/** What several kinds of pipelines share: taking turns between portals, and looking again and again. */
@NullMarked
package dev.tidemark.pipelines.internal;

import org.jspecify.annotations.NullMarked;
