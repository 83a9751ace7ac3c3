package dev.tidemark.definitions.internal;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads schemas that people have written. */
final class AvroText {

    private AvroText() {}

    /** @throws AvroRuntimeException whatever is wrong with it, for which Avro itself has several kinds of exceptions */
    static Schema parse(String avsc) {
        try {
            return new Schema.Parser().parse(avsc);
        } catch (NullPointerException e) {
            throw new AvroRuntimeException("its type is not one that Avro knows", e);
        } catch (ClassCastException | IllegalArgumentException e) {
            throw new AvroRuntimeException(String.valueOf(e.getMessage()), e);
        }
    }
}
