package dev.tidemark.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.TagChange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsTest {

    private static final Compatible AVRO = Compatible.of(SchemaType.AVRO);
    private static final Compatible JSON = Compatible.of(SchemaType.JSON);
    private static final Compatible PROTOBUF = Compatible.of(SchemaType.PROTOBUF);

    private static final String ORDER = """
            {'type':'record','name':'Order','namespace':'shop','fields':[
              {'name':'id','type':'string'},
              {'name':'lines','type':{'type':'array','items':
                {'type':'record','name':'Line','fields':[{'name':'sku','type':['null','string']}]}}}]}
            """;

    @Test
    void anAvroRecordAndAFieldAreNamedInFullOrByTheirOwnNames() {
        ParsedSchema tagged = tagged(
                AVRO,
                ORDER,
                Map.of(
                        SchemaEntity.record("Line"),
                        Set.of("GOODS"),
                        SchemaEntity.field(".shop.Line.sku"),
                        Set.of("KEY")));
        assertThat(carried(tagged))
                .containsOnly(
                        Map.entry(SchemaEntity.record("shop.Line"), Set.of("GOODS")),
                        Map.entry(SchemaEntity.field("shop.Line.sku"), Set.of("KEY")));
        assertThat(tagged.content().text()).contains("\"confluent:tags\":[\"GOODS\"]");
    }

    @Test
    void aTagThatIsAddedAndRemovedGoesAndTheLastOneTakesTheListWithIt() {
        SchemaEntity order = SchemaEntity.record("shop.Order");
        ParsedSchema one = AVRO.parse(
                tagged(AVRO, ORDER, Map.of(order, Set.of("OLD"))).content().text());
        TagChange change = new TagChange(Map.of(order, Set.of("NEW")), Map.of(order, Set.of("OLD", "NEW")), false);
        assertThat(one.tagged(change).text())
                .isEqualTo(AVRO.parse(ORDER).content().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "object.name|{'properties':{'name':{'type':'string'}}}|/properties/name",
                "object.a.array.object.b|{'properties':{'a':{'type':'array','items':{'properties':{'b':{}}}}}}"
                        + "|/properties/a/items/properties/b",
                "object.a.oneof.1.object.b|{'properties':{'a':{'oneOf':[{'properties':{'b':{}}},{'type':'null'}]}}}"
                        + "|/properties/a/oneOf/0/properties/b",
                "anyof.1.object.a|{'type':['object','null'],'properties':{'a':{}}}|/properties/a",
                "allof.0.conditional.else.object.a|{'type':'object','if':{'required':['x']},'else':{'properties':{'a':{}}}}"
                        + "|/else/properties/a",
                "object.not.not.object.a|{'properties':{'not':{'not':{'properties':{'a':{}}}}}}"
                        + "|/properties/not/not/properties/a",
                "object.definitions.My.Own.object.a.b|{'type':'object','definitions':{'My.Own':{'properties':{'a.b':{}}}}}"
                        + "|/definitions/My.Own/properties/a.b"
            })
    void aPropertyIsFoundByTheWayToIt(String path, String schema, String pointer) throws Exception {
        ParsedSchema tagged = tagged(JSON, schema, Map.of(SchemaEntity.field(path), Set.of("PII")));
        assertThat(carried(tagged)).containsOnly(Map.entry(SchemaEntity.field(path), Set.of("PII")));
        assertThat(Json.MAPPER
                        .readTree(tagged.content().text())
                        .at(pointer + "/confluent:tags")
                        .toString())
                .isEqualTo("[\"PII\"]");
    }

    @Test
    void anObjectThatIsTheValueOfAPropertyCarriesThePropertysTags() {
        String schema = "{'type':'object','properties':{'a':{'type':'object'}}}";
        ParsedSchema tagged = tagged(JSON, schema, Map.of(SchemaEntity.record("object.a.object"), Set.of("PII")));
        assertThat(carried(tagged)).containsOnly(Map.entry(SchemaEntity.field("object.a"), Set.of("PII")));
    }

    @Test
    void tagsOfProtobufAreGatheredInOneOptionThatKeepsWhatElseItSays() {
        ParsedSchema tagged = tagged(
                PROTOBUF,
                """
                syntax = 'proto3';
                package shop;
                message Order {
                  string id = 1 [(confluent.field_meta).tags = 'KEY', (confluent.field_meta).doc = 'of the shop', deprecated = true];
                  oneof pay { string card = 2; }
                  message Line { string sku = 3; }
                }
                """,
                Map.of(
                        SchemaEntity.field("Order.id"),
                        Set.of("PII"),
                        SchemaEntity.field(".Order.pay.card"),
                        Set.of("SECRET"),
                        SchemaEntity.record("Order.Line"),
                        Set.of("GOODS")));
        assertThat(tagged.content().text()).isEqualTo("""
                syntax = "proto3";
                package shop;

                message Order {
                  string id = 1 [
                    (confluent.field_meta) = {
                      doc: "of the shop",
                      tags: [
                        "KEY",
                        "PII"
                      ]
                    },
                    deprecated = true
                  ];

                  oneof pay {
                    string card = 2 [(confluent.field_meta) = {
                      tags: [
                        "SECRET"
                      ]
                    }];
                  }

                  message Line {
                    option (confluent.message_meta) = {
                      tags: [
                        "GOODS"
                      ]
                    };
                 \s
                    string sku = 3;
                  }
                }
                """);
        assertThat(carried(tagged))
                .containsEntry(SchemaEntity.field("Order.card"), Set.of("SECRET"))
                .hasSize(3);
    }

    @Test
    void anyTextMayBeATag() {
        String odd = "a \"b\" \\ c";
        ParsedSchema tagged = tagged(
                PROTOBUF,
                "syntax = 'proto3'; message M { string a = 1; }",
                Map.of(SchemaEntity.field("M.a"), Set.of(odd)));
        assertThat(carried(PROTOBUF.parse(tagged.content().text())))
                .containsOnly(Map.entry(SchemaEntity.field("M.a"), Set.of(odd)));
    }

    @Test
    void whatIsNotThereCannotBeTagged() {
        Map<Compatible, String> schemas = new HashMap<>();
        schemas.put(AVRO, ORDER);
        schemas.put(JSON, "{'type':'object'}");
        schemas.put(PROTOBUF, "syntax = 'proto3'; message M { string a = 1; }");
        schemas.forEach((language, schema) -> assertThatThrownBy(
                        () -> tagged(language, schema, Map.of(SchemaEntity.field("no.such.field"), Set.of("PII"))))
                .hasMessageContaining("No matching path 'no.such.field'"));
    }

    private static ParsedSchema tagged(Compatible language, String schema, Map<SchemaEntity, Set<String>> tags) {
        ParsedSchema parsed = language.parse(schema);
        return SchemaParser.parse(parsed.tagged(TagChange.adding(tags)), Map.of(), Reading.AS_NEW);
    }

    private static Map<SchemaEntity, Set<String>> carried(ParsedSchema schema) {
        Map<SchemaEntity, Set<String>> tags = new LinkedHashMap<>(schema.tags());
        tags.values().removeIf(Set::isEmpty);
        return tags;
    }
}
