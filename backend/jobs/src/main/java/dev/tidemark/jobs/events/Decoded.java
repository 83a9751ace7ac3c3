package dev.tidemark.jobs.events;

/** What became of a delivery: every record of a topic turns into exactly one of these. */
public sealed interface Decoded permits Arrival, Unreadable {}
