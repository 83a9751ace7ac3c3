/** The first page: can today's numbers be trusted. */
@NullMarked
package dev.tidemark.frontend.home;

import org.jspecify.annotations.NullMarked;
