/** The schemas of events: what each subject looked like in every version, and what it may become. */
@NullMarked
package dev.tidemark.registry;

import org.jspecify.annotations.NullMarked;
