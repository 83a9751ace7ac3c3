/** The HTTP edge of the quarantine. */
@NullMarked
package dev.tidemark.quarantine.rest;

import org.jspecify.annotations.NullMarked;
