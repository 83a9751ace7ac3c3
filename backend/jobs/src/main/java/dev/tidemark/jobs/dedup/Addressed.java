package dev.tidemark.jobs.dedup;

import dev.tidemark.jobs.events.Arrival;

/** An arrival with the key that decides which subtask gets it. */
public record Addressed(String key, Arrival arrival) {}
