package dev.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.problems.Fault;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonToAvroTest {

    private static final Schema ORDER = schema("""
            {"type":"record","name":"order_placed","fields":[
              {"name":"order_id","type":"string"},
              {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
              {"name":"items","type":"int","default":1},
              {"name":"paid_at","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null},
              {"name":"lines","type":{"type":"array","items":{"type":"record","name":"line","fields":[
                 {"name":"sku","type":"string"},{"name":"quantity","type":"int"}]}},"default":[]}
            ]}""");

    @Test
    void defaultsFillWhatIsAbsent() {
        GenericRecord order = fits(ORDER, "{'order_id':'o-1','amount':'12.5'}");
        assertThat(AvroToJson.json(order))
                .isEqualTo("{\"order_id\":\"o-1\",\"amount\":\"12.50\",\"items\":1,\"paid_at\":null,\"lines\":[]}");
    }

    @Test
    void everyFaultIsNamedWithItsPlace() {
        assertThat(faults(
                        ORDER,
                        "{'order_id':7,'amount':12.5,'items':'two','paid_at':'yesterday','ammount':'1',"
                                + "'lines':[{'sku':'a','quantity':1},{'sku':'b','quantity':2.5},{'quantity':1}]}"))
                .containsExactly(
                        new Fault("/properties/order_id", "found number 7, expected text"),
                        new Fault(
                                "/properties/amount",
                                "found number 12.5, expected a decimal as text, such as \"12.50\", with at most 10 digits before"
                                        + " and 2 after the point"),
                        new Fault(
                                "/properties/items",
                                "found text \"two\", expected a whole number between -2147483648 and 2147483647 (int)"),
                        new Fault(
                                "/properties/paid_at",
                                "found text \"yesterday\", expected a date and time with zone such as 2026-11-23T20:31:05.123Z"
                                        + " (RFC 3339)"),
                        new Fault(
                                "/properties/lines/1/quantity",
                                "found number 2.5, expected a whole number between -2147483648 and 2147483647 (int)"),
                        new Fault("/properties/lines/2/sku", "missing, expected text"),
                        new Fault("/properties/ammount", "unknown field; did you mean amount?"));
    }

    @Test
    void pointersAreEscapedAndStartWhereTheValueStands() {
        JsonToAvro codec = JsonToAvro.of(ORDER);
        assertThat(codec.convert(json("{'order_id':'o','amount':'1','a/b~c':1}"), "/events/3/properties"))
                .isInstanceOfSatisfying(
                        JsonToAvro.Conversion.Misfits.class,
                        misfits -> assertThat(misfits.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/events/3/properties/a~1b~0c"));
    }

    @Test
    void propertiesThatAreNoObjectAreOneFault() {
        assertThat(faults(ORDER, "[1]"))
                .containsExactly(new Fault("/properties", "found an array, expected an object (order_placed)"));
        assertThat(faults(ORDER, "null"))
                .containsExactly(new Fault("/properties", "found null, expected an object (order_placed)"));
    }

    @ParameterizedTest
    @CsvSource({
        "12.50,12.50",
        "0,0.00",
        "-3.1,-3.10",
        "-0,0.00",
        "9999999999.99,9999999999.99",
        "1.500,1.50",
        "-9999999999.99,-9999999999.99"
    })
    void decimalsThatFitAreKeptExactly(String text, String kept) {
        assertThat(AvroToJson.node(fits(ORDER, "{'order_id':'o','amount':'" + text + "'}"))
                        .get("amount")
                        .textValue())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".5",
                "5.",
                "1e3",
                "+1",
                " 1",
                "1,5",
                "0x1",
                "1.005",
                "10000000000.00",
                "NaN",
                "1.2.3",
                "٣",
                "12.50 ",
                "0000000000000000000000000000000000000000000000000000000000000000000000000000000001"
            })
    void decimalsThatDoNotFitAreRefused(String text) {
        assertThat(faults(ORDER, "{'order_id':'o','amount':'" + text + "'}")).hasSize(1);
    }

    @Test
    void timestampsFinerThanTheSchemaAreRefusedInsteadOfCut() {
        assertThat(faults(ORDER, "{'order_id':'o','amount':'1','paid_at':'2026-11-23T20:31:05.123456Z'}"))
                .extracting(Fault::detail)
                .containsExactly(
                        "found text \"2026-11-23T20:31:05.123456Z\", expected no finer than 1/1000 of a second");
    }

    @Test
    void halfACharacterIsRefusedInsteadOfReplaced() {
        assertThat(faults(ORDER, "{'order_id':'\\ud83d','amount':'1'}")).hasSize(1);
        assertThat(fits(ORDER, "{'order_id':'\\ud83d\\ude00','amount':'1'}")
                        .get("order_id")
                        .toString())
                .isEqualTo("😀");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"int\"|2147483648",
                "\"int\"|1.0",
                "\"long\"|9223372036854775808",
                "\"double\"|1e999",
                "\"float\"|1e39",
                "\"double\"|'1'",
                "\"boolean\"|'true'",
                "\"boolean\"|0",
                "\"bytes\"|'*'",
                "\"string\"|null",
                "[\"null\",\"string\"]|7",
                "{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"A\",\"B\"]}|'C'",
                "{\"type\":\"fixed\",\"name\":\"f\",\"size\":2}|'AA=='",
                "{\"type\":\"string\",\"logicalType\":\"uuid\"}|'no'",
                "{\"type\":\"int\",\"logicalType\":\"date\"}|'2026-02-30'",
                "{\"type\":\"int\",\"logicalType\":\"date\"}|'+999999999-12-31'",
                "{\"type\":\"int\",\"logicalType\":\"date\"}|'-999999999-01-01'",
                "[\"int\",\"boolean\"]|'x'",
                "{\"type\":\"map\",\"values\":\"int\"}|[1]"
            })
    void aValueOfAnotherTypeIsOneFault(String type, String value) {
        Schema schema = schema("{'type':'record','name':'r','fields':[{'name':'v','type':" + type + "}]}");
        assertThat(faults(schema, "{'v':" + value + "}"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/properties/v"));
    }

    @Test
    void aRecordMayContainItself() {
        Schema tree = schema("{'type':'record','name':'node','fields':[{'name':'label','type':'string'},"
                + "{'name':'child','type':['null','node'],'default':null}]}");
        String json = "{\"label\":\"a\",\"child\":{\"label\":\"b\",\"child\":null}}";
        assertThat(AvroToJson.json(fits(tree, json))).isEqualTo(json);
        assertThat(faults(tree, "{'label':'a','child':{'label':1}}"))
                .extracting(Fault::pointer)
                .containsExactly("/properties/child/label");
    }

    @Test
    void theListOfFaultsIsBounded() {
        StringBuilder json = new StringBuilder("{'order_id':'o','amount':'1'");
        for (int i = 0; i < 500; i++) {
            json.append(",'x").append(i).append("':1");
        }
        assertThat(faults(ORDER, json.append('}').toString())).hasSize(50);
    }

    @Test
    void onlyARecordIsAnEventsSchema() {
        assertThatThrownBy(() -> JsonToAvro.of(SchemaBuilder.builder().intType()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("record");
    }

    static GenericRecord fits(Schema schema, String json) {
        if (JsonToAvro.of(schema).convert(json(json)) instanceof JsonToAvro.Conversion.Fits fits) {
            return AvroToJson.read(ByteBuffer.wrap(fits.avro()), schema);
        }
        throw new AssertionError(faults(schema, json));
    }

    private static List<Fault> faults(Schema schema, String json) {
        return JsonToAvro.of(schema).convert(json(json)) instanceof JsonToAvro.Conversion.Misfits misfits
                ? misfits.faults()
                : List.of();
    }

    private static Schema schema(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
