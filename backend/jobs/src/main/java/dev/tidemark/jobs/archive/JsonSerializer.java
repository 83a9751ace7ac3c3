package dev.tidemark.jobs.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Records of this package as JSON in checkpoints. */
final class JsonSerializer<T> implements SimpleVersionedSerializer<T> {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Class<T> type;

    JsonSerializer(Class<T> type) {
        this.type = type;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(T value) throws IOException {
        return JSON.writeValueAsBytes(value);
    }

    @Override
    public T deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("Written by a newer job: " + type.getSimpleName() + " version " + version);
        }
        return JSON.readValue(bytes, type);
    }
}
