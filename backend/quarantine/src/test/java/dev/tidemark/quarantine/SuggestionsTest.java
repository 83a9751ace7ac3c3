package dev.tidemark.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.events.JsonToAvro;
import dev.tidemark.problems.Fault;
import dev.tidemark.quarantine.internal.Wrongness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What the check of a schema really says, without values, and the repair it speaks for. */
class SuggestionsTest {

    private static final JsonToAvro ORDER = JsonToAvro.of(new Schema.Parser().parse("""
            {"type": "record", "name": "order_placed", "fields": [
              {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
              {"name": "items", "type": "int"}, {"name": "gift", "type": ["null", "boolean"], "default": null},
              {"name": "note", "type": "string", "default": ""},
              {"name": "placed_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "lines", "type": {"type": "array", "items": {"type": "record", "name": "line", "fields": [
                {"name": "sku", "type": "string"}]}}}]}"""));

    private static List<Fault> places(String properties) throws JsonProcessingException {
        JsonToAvro.Conversion conversion =
                ORDER.convert(JsonMapper.builder().build().readTree(properties));
        return Wrongness.places("invalid-event", ((JsonToAvro.Conversion.Misfits) conversion).faults());
    }

    private static String suggestion(List<Fault> places) {
        return RepairDocument.write(Suggestions.of(new Cause(
                "0123456789abcdef",
                "orders",
                Optional.of("order_placed"),
                "invalid-event",
                places,
                List.of("web-shop"),
                new Cause.Counts(1, 0, 0, 0),
                Instant.EPOCH,
                Instant.EPOCH)));
    }

    @Test
    void theSameWrongnessLooksTheSameWhateverTheValues() throws Exception {
        String template = """
                {"amount": %s, "items": "%s", "placed_at": "2026-11-26T00:00:00Z", "lines": [%s{"sku": %s}]}""";
        assertThat(places(template.formatted("12.5", "1", "", "1")))
                .isEqualTo(places(
                        template.formatted("99, \"note\": \"fine\"", "many, expected text", "{\"sku\": \"a\"},", "17")))
                .extracting(Fault::pointer)
                .containsExactly("/properties/amount", "/properties/items", "/properties/lines/*/sku");
    }

    @Test
    void whatIsWrongSpeaksForItsRepair() throws Exception {
        List<Fault> places = places("""
                {"amuont": "12.50", "items": "3", "gift": "yes", "note": 17, "placed_at": 1764160231,
                 "lines": [{"sku": 4711}], "utm": "x"}""");
        assertThat(suggestion(places).replace('"', '\''))
                .isEqualTo("[{'op':'rename','at':'/properties/amuont','to':'/properties/amount'},"
                        + "{'op':'cast','at':'/properties/gift','to':'boolean'},"
                        + "{'op':'cast','at':'/properties/items','to':'number'},"
                        + "{'op':'cast','at':'/properties/lines/*/sku','to':'text'},"
                        + "{'op':'cast','at':'/properties/note','to':'text'},"
                        + "{'op':'cast','at':'/properties/placed_at','to':'timestamp'},"
                        + "{'op':'drop','at':'/properties/utm'}]");
    }

    @Test
    void whereNothingCanBeSaidNothingIsSuggested() {
        assertThat(suggestion(List.of(new Fault("/properties/amount", "missing, expected a decimal as text"))))
                .isEqualTo("[]");
        assertThat(suggestion(List.of(new Fault("", "expected an object, the event"))))
                .isEqualTo("[]");
    }
}
