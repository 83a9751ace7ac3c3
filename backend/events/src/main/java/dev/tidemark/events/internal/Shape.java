package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;

/** How one type of a schema is read from JSON. */
public interface Shape {

    /** Writes the value, or adds faults; after a fault what was written means nothing. */
    void write(JsonNode json, Attempt attempt);

    /** What fits, in words that read on after "expected". */
    String expected();
}
