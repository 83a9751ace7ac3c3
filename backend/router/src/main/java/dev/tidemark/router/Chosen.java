package dev.tidemark.router;

/** The way that was taken, and why in one sentence. */
public record Chosen(String candidate, String detail) {}
