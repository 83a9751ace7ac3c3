package dev.tidemark.registry;

import java.time.Instant;
import java.util.UUID;

/**
 * @param version counts from 1 within the subject
 * @param id the schema's id within the subject's context; equal schemas of several subjects share it
 * @param guid names the content itself, in every context
 * @param deleted softly: hidden, but its schema can still be read by id
 * @param createdAt when the version was first registered
 */
public record SchemaVersion(
        Subject subject, int version, int id, UUID guid, SchemaContent content, boolean deleted, Instant createdAt) {

    /** The schema's text. */
    public String schema() {
        return content.text();
    }
}
