package dev.tidemark.frontend.schemas;

import java.time.Instant;

/** How many events of a version a source has sent within the last 24 hours, and when the last of them happened. */
public record SchemaUse(String source, int version, long events, Instant last) {}
