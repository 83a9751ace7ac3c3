package dev.tidemark.stores.pinot;

import java.net.URI;

/**
 * Where Pinot is.
 *
 * @param kafka bootstrap servers, as Pinot sees them
 * @param release decides how a few parts of a table's document are written
 */
public record PinotSettings(URI controller, URI broker, String kafka, Release release) {

    /** Generations of Pinot that differ in their table documents. */
    public enum Release {
        /** Before 1.0: the table names its schema and its replicas per partition. */
        ZERO,
        /** 1.0 and later. */
        ONE
    }
}
