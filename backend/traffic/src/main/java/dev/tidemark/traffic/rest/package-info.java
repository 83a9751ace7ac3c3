/** The HTTP edge of drift. */
@NullMarked
package dev.tidemark.traffic.rest;

import org.jspecify.annotations.NullMarked;
