/** Orders per minute and country, revised by late events. */
@NullMarked
package dev.tidemark.jobs.minutes;

import org.jspecify.annotations.NullMarked;
