package dev.tidemark.server.security;

/** What a person may do. An administrator may do everything; builders and finance may also do what analysts do. */
public enum Role {
    ANALYST,
    BUILDER,
    FINANCE,
    ADMIN
}
