package dev.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** For any schema and any value of it: JSON to Avro and back is the same JSON, and Avro's own reader agrees about the bytes. */
class RoundTripTest {

    private static final int CASES = 3_000;

    @Test
    void jsonToAvroAndBackIsTheSame() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            RandomEvents events = new RandomEvents();
            Schema schema = events.record(random, 0);
            JsonNode value = events.value(schema, random);
            JsonToAvro.Conversion conversion = JsonToAvro.of(schema).convert(value);
            assertThat(conversion).as("seed %s: %s", seed, value).isInstanceOf(JsonToAvro.Conversion.Fits.class);
            byte[] avro = ((JsonToAvro.Conversion.Fits) conversion).avro();
            GenericRecord read = AvroToJson.read(ByteBuffer.wrap(avro), schema);
            assertThat(AvroToJson.node(read)).as("seed %s", seed).isEqualTo(value);
        }
    }
}
