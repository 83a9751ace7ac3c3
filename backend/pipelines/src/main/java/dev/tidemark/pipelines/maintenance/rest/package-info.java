/** The HTTP edge of maintenance. */
@NullMarked
package dev.tidemark.pipelines.maintenance.rest;

import org.jspecify.annotations.NullMarked;
