/** Transforms over HTTP. */
@NullMarked
package dev.tidemark.pipelines.transforms.rest;

import org.jspecify.annotations.NullMarked;
