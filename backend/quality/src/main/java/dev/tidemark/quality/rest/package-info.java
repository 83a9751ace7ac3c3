/** Freshness and journeys over HTTP. */
@NullMarked
package dev.tidemark.quality.rest;

import org.jspecify.annotations.NullMarked;
