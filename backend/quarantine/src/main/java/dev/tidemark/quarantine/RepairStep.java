package dev.tidemark.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** One change to an event. A step that finds nothing to do does nothing. */
public sealed interface RepairStep {

    /** Where in the event. */
    Place at();

    /** Gives a member another name, or another place; leaves it where something is there already. */
    record Rename(Place at, Place to) implements RepairStep {}

    /** Writes a value as another type, where that is possible without guessing. */
    record Cast(Place at, Kind to) implements RepairStep {}

    /** Puts a value where there is none, or null. */
    record Default(Place at, JsonNode value) implements RepairStep {}

    /** Puts a value, whatever was there. */
    record Put(Place at, JsonNode value) implements RepairStep {}

    record Drop(Place at) implements RepairStep {}

    /** What a value can be written as. */
    enum Kind {
        TEXT,
        /** A JSON number. */
        NUMBER,
        BOOLEAN,
        /** A number as text with a point: {@code "12,50 €"} → {@code "12.50"}. */
        DECIMAL,
        /** RFC 3339, from seconds or milliseconds since 1970, from a date, or from a date and time without a zone, which is taken as UTC. */
        TIMESTAMP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
