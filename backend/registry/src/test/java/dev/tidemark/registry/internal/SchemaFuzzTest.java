package dev.tidemark.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.ContentPolicy;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.testbed.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent as a schema is understood or refused with a problem, and whatever is understood can be compared. */
class SchemaFuzzTest {

    private static final int ROUNDS = 6_000;

    private static final List<String> AVRO =
            List.of("""
            {"type": "record", "name": "order_placed", "namespace": "shop.orders", "doc": "An order.", "aliases": ["order"], "fields": [
              {"name": "id", "type": "string"},
              {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2}, "default": "\\u0000"},
              {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["NEW", "PAID"], "default": "NEW"}},
              {"name": "lines", "type": {"type": "array", "items": {"type": "record", "name": "Line", "fields": [
                {"name": "sku", "type": ["null", "string"], "default": null, "aliases": ["article"]},
                {"name": "next", "type": ["null", "Line"], "default": null}]}}, "default": []},
              {"name": "tags", "type": {"type": "map", "values": ["long", "double", "boolean"]}, "order": "ignore"},
              {"name": "hash", "type": {"type": "fixed", "name": "Md5", "size": 16}}]}""", "[\"null\", \"int\", {\"type\": \"array\", \"items\": \"float\"}]", "\"string\"");

    private static final List<String> JSON = List.of("""
            {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://shop.example/order.json", "title": "Order", "type": "object",
             "properties": {"id": {"type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[a-z]+$"},
               "amount": {"type": ["number", "null"], "minimum": 0, "exclusiveMaximum": 1e6, "multipleOf": 0.01, "default": 0},
               "state": {"enum": ["NEW", "PAID", 3, null]}, "kind": {"const": "web"},
               "lines": {"type": "array", "items": {"$ref": "#/definitions/line"}, "minItems": 1, "maxItems": 9, "uniqueItems": true},
               "pair": {"type": "array", "items": [{"type": "integer"}, {"type": "boolean"}], "additionalItems": false}},
             "required": ["id"], "additionalProperties": false, "patternProperties": {"^x-": {"type": "string"}},
             "dependencies": {"amount": ["state"]}, "minProperties": 1,
             "definitions": {"line": {"type": "object", "properties": {"next": {"$ref": "#/definitions/line"}}}}}""", """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "oneOf": [{"type": "string"}, {"$ref": "#/$defs/a"}],
             "anyOf": [{"not": {"type": "null"}}, true], "allOf": [{"if": {"const": 1}, "then": false, "else": {}}],
             "$defs": {"a": {"type": "object", "unevaluatedProperties": false, "prefixItems": [{}], "dependentRequired": {"a": ["b"]}}}}""", "true");

    private static final List<String> PROTOBUF = List.of("""
            syntax = "proto3";
            package shop.orders;
            import "google/protobuf/timestamp.proto";
            option java_package = "shop";
            message Order {
              reserved 7, 9 to 11;
              reserved "gone";
              string id = 1;
              optional int64 amount = 2 [deprecated = true];
              repeated Line lines = 3;
              map<string, double> tags = 4;
              oneof payment { string card = 5; bytes cash = 6; }
              google.protobuf.Timestamp at = 8;
              message Line { uint32 pieces = 1; Line next = 2; State state = 3; }
              enum State { option allow_alias = true; NEW = 0; FRESH = 0; PAID = -1; }
            }
            service Orders { rpc Place (Order) returns (stream Order); }
            """, """
            syntax = "proto2";
            message Old { required string id = 1 [default = "x"]; optional group Part = 2 { optional int32 n = 1; } extensions 100 to max; }
            extend Old { optional string more = 101; }
            """);

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSchemaIsUnderstoodOrRefusedAndWhatIsUnderstoodIsCompared(SchemaType type) {
        Mutation mutation = new Mutation(seeds(type), new Random(type.ordinal() + 1L));
        Random random = new Random(7);
        List<ParsedSchema> understood = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            parsed(type, mutation.next()).ifPresent(understood::add);
        }
        assertThat(understood).hasSizeGreaterThan(ROUNDS / 20);
        for (ParsedSchema schema : understood) {
            ParsedSchema other = understood.get(random.nextInt(understood.size()));
            for (ContentPolicy policy : ContentPolicy.values()) {
                assertThat(check(schema, other, policy)).isNotNull();
            }
            assertThat(check(schema, schema, ContentPolicy.values()[0]))
                    .as("%s reads itself", schema.content().text())
                    .isEmpty();
        }
    }

    private static List<String> seeds(SchemaType type) {
        return switch (type) {
            case AVRO -> AVRO;
            case JSON -> JSON;
            case PROTOBUF -> PROTOBUF;
        };
    }

    private static Optional<ParsedSchema> parsed(SchemaType type, String text) {
        try {
            return Optional.of(
                    SchemaParser.parse(new SchemaContent(type, text, List.of(), null, null), Map.of(), Reading.AS_NEW));
        } catch (ProblemException refused) {
            assertThat(refused.problem().status()).isEqualTo(422);
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new AssertionError("It is neither understood nor refused: " + text, e);
        }
    }

    private static List<String> check(ParsedSchema next, ParsedSchema earlier, ContentPolicy policy) {
        try {
            return CompatibilityCheck.check(
                            next,
                            CompatibilityLevel.FULL_TRANSITIVE,
                            policy,
                            List.of(new CompatibilityCheck.Earlier(1, earlier)))
                    .conflicts();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(
                    "They cannot be compared: " + next.content().text() + "\nand\n"
                            + earlier.content().text(),
                    e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{\"type\":",
                "{\"type\":\"array\",\"items\":",
                "{\"a\":[",
                "message A { ",
                "((",
                "-",
                "{\"not\":",
                "{\"allOf\":["
            })
    void whatIsNestedWithoutEndIsRefused(String opening) {
        for (SchemaType type : SchemaType.values()) {
            assertThat(parsed(type, opening.repeat(200_000))).isEmpty();
        }
    }
}
