/** What was asked and what it took: the ground for charging, quotas, estimates and popularity. It never holds values of filters. */
@NullMarked
package dev.tidemark.router.usage;

import org.jspecify.annotations.NullMarked;
