package dev.tidemark.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaReference;
import dev.tidemark.registry.SchemaType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The GUIDs are what Confluent's registry gave out for the same schemas. */
class SchemaGuidTest {

    @Test
    void isThatOfConfluentsRegistryForTheSameText() {
        assertThat(SchemaGuid.of(SchemaContent.avro("\"string\""))).hasToString("095d71cf-1255-6b9d-5e33-0ad575b3df5d");
        assertThat(SchemaGuid.of(SchemaContent.avro(
                        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}")))
                .hasToString("5dc3f779-b8f9-f027-359c-6140cfb455e0");
    }

    @Test
    void countsReferencesAndMetadataAsConfluentsRegistryDoes() {
        assertThat(SchemaGuid.of(new SchemaContent(
                        SchemaType.AVRO, "\"string\"", List.of(new SchemaReference("x", "s", 1)), null, null)))
                .hasToString("5f7bb138-80d7-e7ba-3cae-ccd9ae7b3963");
        assertThat(SchemaGuid.of(SchemaContent.avro("\"string\"").with("{\"properties\":{\"a\":\"1\"}}", null)))
                .hasToString("14874107-1bcd-d82b-1bd7-77c1a9438624");
        assertThat(SchemaGuid.of(
                        SchemaContent.avro("\"string\"").with("{\"properties\":{\"b\":\"1\",\"a\":\"2\"}}", null)))
                .hasToString("7fa91f03-f80e-bb85-2cdf-92005e04393b");
    }

    @Test
    void rulesCountToo() {
        SchemaContent plain = SchemaContent.avro("\"string\"");
        SchemaContent ruled =
                plain.with(null, "{\"domainRules\":[{\"name\":\"r\",\"type\":\"CEL\",\"tags\":[\"b\",\"a\"]}]}");
        SchemaContent otherOrder =
                plain.with(null, "{\"domainRules\":[{\"type\":\"CEL\",\"tags\":[\"a\",\"b\"],\"name\":\"r\"}]}");
        SchemaContent disabled = plain.with(
                null, "{\"domainRules\":[{\"name\":\"r\",\"type\":\"CEL\",\"tags\":[\"b\",\"a\"],\"disabled\":true}]}");
        assertThat(SchemaGuid.of(ruled)).isNotEqualTo(SchemaGuid.of(plain)).isEqualTo(SchemaGuid.of(otherOrder));
        assertThat(SchemaGuid.of(disabled)).isNotEqualTo(SchemaGuid.of(ruled));
    }
}
