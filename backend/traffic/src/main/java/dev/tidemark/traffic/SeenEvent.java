package dev.tidemark.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An event that was accepted.
 *
 * @param properties as its own schema reads them, fields with defaults filled in
 */
public record SeenEvent(String type, int schemaVersion, String source, Instant receivedAt, ObjectNode properties) {}
