/** The catalog over HTTP. */
@NullMarked
package dev.tidemark.catalog.rest;

import org.jspecify.annotations.NullMarked;
