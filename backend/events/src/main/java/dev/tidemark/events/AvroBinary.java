package dev.tidemark.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.internal.AvroWalk;
import dev.tidemark.events.internal.UnreadableAvro;
import dev.tidemark.problems.Fault;
import org.apache.avro.Schema;

/**
 * Reads Avro binary from strangers as the JSON that {@link JsonToAvro} reads. Bytes are never taken at their word: what is made of them is
 * bounded by how many there are and by {@value AvroWalk#MOST_VALUES} values, whatever lengths and counts they state. Numbers, text and
 * blocks must be spelled in a way that every reader reads alike. Values that JSON cannot hold (an infinite double) are for {@link JsonToAvro} to
 * refuse.
 */
public final class AvroBinary {

    private AvroBinary() {}

    /**
     * @param from the first byte of the record
     * @param to behind the last; everything in between is the record
     * @param pointer where the record stands in its document; the start of the fault's pointer
     */
    public static Reading read(byte[] bytes, int from, int to, Schema writer, String pointer) {
        try {
            return new Reading.Whole(AvroWalk.record(bytes, from, to, writer));
        } catch (UnreadableAvro e) {
            return new Reading.Broken(e.at(), new Fault(pointer + e.pointer(), e.getMessage()));
        }
    }

    /** What became of the bytes. */
    public sealed interface Reading {

        record Whole(ObjectNode json) implements Reading {}

        /**
         * @param at offset of the byte from which on it cannot be read
         */
        record Broken(int at, Fault fault) implements Reading {}
    }
}
