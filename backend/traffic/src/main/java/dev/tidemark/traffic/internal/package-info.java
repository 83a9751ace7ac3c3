/** How traffic is sampled, profiled and compared. */
@NullMarked
package dev.tidemark.traffic.internal;

import org.jspecify.annotations.NullMarked;
