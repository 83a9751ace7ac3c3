/** What the portal says about sources, families and types, and a copy for when the portal is away. */
@NullMarked
package dev.tidemark.collector.internal.configuration;

import org.jspecify.annotations.NullMarked;
