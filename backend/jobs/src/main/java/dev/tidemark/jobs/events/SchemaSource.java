package dev.tidemark.jobs.events;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;

/** Where writer schemas are found. A schema never changes under its id, so an answer may be kept for good. */
public interface SchemaSource {

    /**
     * @return empty when there is no schema of this id
     * @throws IOException when the source cannot be asked; the caller tries again, it does not give up on the record
     */
    Optional<Schema> schema(int id) throws IOException;
}
