package dev.tidemark.jobs.events;

/** A record that cannot be decoded. It goes to quarantine with its reason; it is neither lost nor does it stop the job. */
public record Unreadable(Delivery delivery, String reason) implements Decoded {}
