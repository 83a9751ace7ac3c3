package dev.tidemark.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apicurio.registry.rest.client.models.RuleViolationProblemDetails;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Apicurio's Avro serializer and deserializer, as Maven Central delivers them, produce and consume through this registry. */
@Tag("engines")
class ApicurioSerdeTest {

    private static final String ORDER = """
            {"type":"record","name":"Order","namespace":"shop","fields":[{"name":"id","type":"string"}]}""";
    private static final String ORDER_WITH_NOTE = """
            {"type":"record","name":"Order","namespace":"shop","fields":[
              {"name":"id","type":"string"},{"name":"note","type":"string","default":"-"}]}""";
    private static final String ORDER_WITH_NUMBER = """
            {"type":"record","name":"Order","namespace":"shop","fields":[{"name":"id","type":"string"},{"name":"number","type":"int"}]}""";

    private static RegistryServer server;

    @BeforeAll
    static void start() {
        server = RegistryServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRecordComesBackAndItsSchemaIsASubjectOfTheRegistry() {
        byte[] bytes = serialized("orders", ORDER, Map.of("apicurio.registry.auto-register", "true"));

        Conversation registry = Conversation.with(server);
        int id = registry.get("/subjects/orders-value/versions/latest", 200)
                .path("id")
                .asInt();
        assertThat(ByteBuffer.wrap(bytes).get()).as("Confluent's first byte").isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
        assertThat(deserialized("orders", bytes).get("id")).hasToString("o-1");
    }

    @Test
    void aSchemaThatIsRegisteredIsFoundByItsContentOrAsTheLatest() {
        Conversation registry = Conversation.with(server);
        int id = registry.post("/subjects/known-value/versions", Conversation.avro(ORDER), 200)
                .path("id")
                .asInt();

        assertThat(ByteBuffer.wrap(serialized("known", ORDER, Map.of())).getInt(1))
                .isEqualTo(id);
        int later = registry.post("/subjects/known-value/versions", Conversation.avro(ORDER_WITH_NOTE), 200)
                .path("id")
                .asInt();
        byte[] latest = serialized("known", ORDER_WITH_NOTE, Map.of("apicurio.registry.find-latest", "true"));
        assertThat(ByteBuffer.wrap(latest).getInt(1)).isEqualTo(later);
        assertThat(deserialized("known", latest).getSchema().getFields()).hasSize(2);
        assertThatThrownBy(() -> serialized("unknown", ORDER, Map.of())).hasMessageContaining("unknown-value");
    }

    @Test
    void anIncompatibleSchemaDoesNotGetInByThisDoorEither() {
        Map<String, String> register = Map.of("apicurio.registry.auto-register", "true");
        serialized("kept", ORDER, register);

        assertThatThrownBy(() -> serialized("kept", ORDER_WITH_NUMBER, register))
                .rootCause()
                .isInstanceOfSatisfying(
                        RuleViolationProblemDetails.class,
                        why -> assertThat(why.getDetail()).contains("number").contains("kept-value"));
        assertThat(Conversation.with(server).get("/subjects/kept-value/versions", 200))
                .hasSize(1);
        serialized("kept", ORDER_WITH_NOTE, register);
        assertThat(Conversation.with(server).get("/subjects/kept-value/versions", 200))
                .hasSize(2);
    }

    @Test
    void idsMayTravelInHeaders() {
        Map<String, String> settings =
                Map.of("apicurio.registry.auto-register", "true", "apicurio.registry.headers.enabled", "true");
        Headers headers = new RecordHeaders();
        byte[] bytes;
        try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
            serializer.configure(settings(settings), false);
            bytes = serializer.serialize("headed", headers, record(ORDER));
        }
        assertThat(headers.lastHeader("apicurio.value.contentId")).isNotNull();
        try (AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>()) {
            deserializer.configure(settings(settings), false);
            assertThat(deserializer.deserialize("headed", headers, bytes).get("id"))
                    .hasToString("o-1");
        }
    }

    @Test
    void aRecordsOwnNameIsTheSubjectThatConfluentsRecordNameStrategyTakes() {
        serialized(
                "any",
                ORDER,
                Map.of(
                        "apicurio.registry.auto-register",
                        "true",
                        "apicurio.registry.artifact-resolver-strategy",
                        "io.apicurio.registry.serde.avro.strategy.RecordIdStrategy"));
        assertThat(Conversation.with(server).get("/subjects/shop.Order/versions", 200))
                .hasSize(1);
    }

    @Test
    void whatIsMissingOrWrongIsSaid() {
        Conversation registry = Conversation.with(server);
        String root = "/apis/registry/v3";
        var unknown = registry.send("GET", root + "/groups/default/artifacts/none/versions/1", null, null, "*/*");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body())
                .contains("\"title\":\"Subject 'none' not found.")
                .contains("\"status\":404");
        var nothing = registry.send(
                "POST", root + "/groups/default/artifacts", "{\"artifactType\":\"AVRO\"}", "application/json", null);
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body()).contains("artifactId is not a string");
        serialized("twice", ORDER, Map.of("apicurio.registry.auto-register", "true"));
        var again = registry.send(
                "POST",
                root + "/groups/default/artifacts",
                "{\"artifactId\":\"twice-value\",\"artifactType\":\"AVRO\",\"firstVersion\":{\"content\":{\"content\":\"\\\"int\\\"\"}}}",
                "application/json",
                null);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("ifExists=FIND_OR_CREATE_VERSION");
        var found = registry.send(
                "POST", root + "/search/versions?artifactId=twice-value", ORDER, "application/json", null);
        assertThat(found.body()).contains("\"count\":1").contains("\"groupId\":\"default\"");
    }

    private static byte[] serialized(String topic, String schema, Map<String, String> more) {
        try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
            serializer.configure(settings(more), false);
            return serializer.serialize(topic, record(schema));
        }
    }

    private static GenericRecord deserialized(String topic, byte[] bytes) {
        try (AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>()) {
            deserializer.configure(settings(Map.of()), false);
            return deserializer.deserialize(topic, bytes);
        }
    }

    private static Map<String, Object> settings(Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("apicurio.registry.url", server.url().toString());
        settings.put("apicurio.registry.retry-count", 0);
        return settings;
    }

    private static GenericRecord record(String schema) {
        GenericRecord record = new GenericData.Record(new Schema.Parser().parse(schema));
        record.getSchema()
                .getFields()
                .forEach(field -> record.put(
                        field.name(), field.schema().getType() == Schema.Type.INT ? (Object) 1 : field.name() + "-1"));
        record.put("id", "o-1");
        return record;
    }
}
