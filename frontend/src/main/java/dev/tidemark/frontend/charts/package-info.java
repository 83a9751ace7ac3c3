/** Numbers as drawings and as text. */
@NullMarked
package dev.tidemark.frontend.charts;

import org.jspecify.annotations.NullMarked;
