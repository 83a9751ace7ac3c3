package dev.tidemark.cdc.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cdc.internal.postgres.SourceColumn;
import dev.tidemark.cdc.internal.postgres.ValueKind;
import dev.tidemark.events.JsonToAvro;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldOfColumnTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text                        | TEXT            | \"string\"                                                              | gold",
                "uuid                        | TEXT            | \"string\"                                                              | 1b4e28ba",
                "date                        | TEXT            | {\"type\":\"int\",\"logicalType\":\"date\"}                            | 2026-01-31",
                "time(3) without time zone   | TEXT            | {\"type\":\"long\",\"logicalType\":\"time-micros\"}                    | 12:30:00",
                "boolean                     | BOOLEAN         | \"boolean\"                                                             | t",
                "smallint                    | WHOLE           | \"int\"                                                                 | 7",
                "bigint                      | WHOLE           | \"long\"                                                                | 5000000000",
                "double precision            | FLOATING        | \"double\"                                                              | 0.5",
                "numeric(10,2)               | DECIMAL         | {\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":10,\"scale\":2} | 12.50",
                "numeric                     | DECIMAL         | {\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":38,\"scale\":9} | 12.5",
                "timestamp with time zone    | TIMESTAMP       | {\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}               | 2026-01-31 12:00:00+00",
                "timestamp without time zone | LOCAL_TIMESTAMP | {\"type\":\"long\",\"logicalType\":\"local-timestamp-micros\"}         | 2026-01-31 12:00:00",
                "bytea                       | BYTES           | \"bytes\"                                                               | \\x00ff"
            })
    void aColumnsFieldTakesItsValues(String typeName, ValueKind kind, String type, String value) {
        var field = FieldOfColumn.of("public.customers", new SourceColumn("tier", typeName, kind))
                .orElseThrow();

        assertThat(field.path("type").path(1).toString()).isEqualTo(type);
        assertThat(field.path("doc").asText()).isEqualTo("The column of public.customers, " + typeName + ".");
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"customer_changed\",\"fields\":[" + field + "]}");
        var row = field.objectNode().set("tier", Values.json(value, kind));
        assertThat(JsonToAvro.of(schema).convert(row)).isInstanceOf(JsonToAvro.Conversion.Fits.class);
    }

    @Test
    void noFieldHasAListOfNumbersOrANameWithASpace() {
        assertThat(FieldOfColumn.of("t", new SourceColumn("tags", "integer[]", ValueKind.UNSUPPORTED)))
                .isEmpty();
        assertThat(FieldOfColumn.of("t", new SourceColumn("Home country", "text", ValueKind.TEXT)))
                .isEmpty();
    }
}
