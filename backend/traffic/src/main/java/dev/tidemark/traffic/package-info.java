/** What really flows, as opposed to what is defined: samples of recent events, how fields are used, and where that drifts. */
@NullMarked
package dev.tidemark.traffic;

import org.jspecify.annotations.NullMarked;
