/** The HTTP edge of incidents and notices. */
@NullMarked
package dev.tidemark.incidents.rest;

import org.jspecify.annotations.NullMarked;
