package dev.tidemark.registry.internal.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaReference;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.internal.Compatible;
import dev.tidemark.registry.internal.ParsedSchema;
import dev.tidemark.registry.internal.Reading;
import dev.tidemark.registry.internal.SchemaParser;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufCompatibilityTest {

    private static final Compatible PROTOBUF = Compatible.of(SchemaType.PROTOBUF);

    @Test
    void whatGooglePublishesForEverybodyIsImportedWithoutAReference() {
        String text = """
                syntax = "proto3";
                import "google/type/postal_address.proto";
                import "google/type/datetime.proto";
                message Order { google.type.PostalAddress to = 1; google.type.DateTime at = 2; }""";

        ParsedSchema schema = SchemaParser.parse(
                new SchemaContent(SchemaType.PROTOBUF, text, List.of(), null, null), Map.of(), Reading.AS_NEW);

        assertThat(schema.content().text()).contains("google.type.PostalAddress");
        assertThatThrownBy(() -> SchemaParser.parse(
                        new SchemaContent(
                                SchemaType.PROTOBUF, text.replace("postal_address", "nothing"), List.of(), null, null),
                        Map.of(),
                        Reading.AS_NEW))
                .hasMessageContaining("google/type/nothing.proto");
    }

    /** The body of message M before and after, and what stands against it; nothing when it is compatible. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string a = 1;|string a = 1;|",
                "string a = 1;|string a = 1; int32 b = 2;|",
                "string a = 1; int32 b = 2;|string a = 1;|",
                "string a = 1;|string renamed = 1;|",
                "string a = 1;|bytes a = 1;|",
                "int32 a = 1;|int64 a = 1;|",
                "int32 a = 1;|bool a = 1;|",
                "int32 a = 1;|sint32 a = 1;|FIELD_SCALAR_KIND_CHANGED",
                "int32 a = 1;|string a = 1;|FIELD_SCALAR_KIND_CHANGED",
                "fixed32 a = 1;|sfixed32 a = 1;|",
                "fixed32 a = 1;|fixed64 a = 1;|FIELD_SCALAR_KIND_CHANGED",
                "float a = 1;|double a = 1;|FIELD_SCALAR_KIND_CHANGED",
                "E a = 1; enum E { X = 0; }|int32 a = 1; enum E { X = 0; }|",
                "E a = 1; enum E { X = 0; }|E a = 1; enum E { X = 0; Y = 1; }|",
                "N a = 1; message N { int32 x = 1; }|int32 a = 1; message N { int32 x = 1; }|FIELD_KIND_CHANGED",
                "N a = 1; message N { int32 x = 1; }|N a = 1; message N { string x = 1; }|FIELD_NAMED_TYPE_CHANGED",
                "N a = 1; message N {} message O {}|O a = 1; message N {} message O {}|FIELD_NAMED_TYPE_CHANGED",
                "string a = 1; message N {}|string a = 1;|MESSAGE_REMOVED",
                "string a = 1;|string a = 1; message N {}|",
                "map<string, int32> a = 1;|map<string, int64> a = 1;|",
                "map<string, int32> a = 1;|map<string, string> a = 1;|FIELD_SCALAR_KIND_CHANGED",
                "map<string, int32> a = 1;|int32 a = 1;|FIELD_KIND_CHANGED",
                "optional int32 a = 1;|repeated int32 a = 1;|FIELD_NUMERIC_LABEL_CHANGED",
                "optional string a = 1;|repeated string a = 1;|",
                "string a = 1;|oneof o { string a = 1; }|",
                "string a = 1; string b = 2;|oneof o { string a = 1; string b = 2; }|MULTIPLE_FIELDS_MOVED_TO_ONEOF",
                "string a = 1; oneof o { string b = 2; }|oneof o { string a = 1; string b = 2; }|FIELD_MOVED_TO_EXISTING_ONEOF",
                "oneof o { string a = 1; string b = 2; }|oneof o { string a = 1; }|ONEOF_FIELD_REMOVED",
                "oneof o { string a = 1; string b = 2; }|oneof o { string a = 1; string b = 2; string c = 3; }|",
                "oneof o { string a = 1; } string b = 2;|string b = 2;|",
                "oneof o { string a = 1; }|string a = 1;|"
            })
    void aMessageMayChangeByTheWireFormatsRules(String before, String after, @Nullable String kind) {
        List<String> conflicts = PROTOBUF.check(CompatibilityLevel.BACKWARD, file(after), file(before))
                .conflicts();
        if (kind == null) {
            assertThat(conflicts).isEmpty();
        } else {
            assertThat(conflicts).anySatisfy(conflict -> assertThat(conflict).contains(kind, "To be compatible"));
        }
    }

    @Test
    void requiredFieldsStay() {
        String with = "syntax = 'proto2'; message M { required string a = 1; optional string b = 2; }";
        String without = "syntax = 'proto2'; message M { optional string b = 2; }";
        assertThat(PROTOBUF.check(CompatibilityLevel.BACKWARD, without, with).conflicts())
                .singleElement()
                .asString()
                .contains("REQUIRED_FIELD_REMOVED");
        assertThat(PROTOBUF.check(CompatibilityLevel.BACKWARD, with, without).conflicts())
                .singleElement()
                .asString()
                .contains("REQUIRED_FIELD_ADDED");
    }

    @Test
    void thePackageStays() {
        assertThat(PROTOBUF.check(
                                CompatibilityLevel.BACKWARD,
                                "syntax = 'proto3'; package b; message M {}",
                                "syntax = 'proto3'; package a; message M {}")
                        .holds())
                .isFalse();
    }

    @Test
    void commentsAndLayoutDoNotCount() {
        assertThat(PROTOBUF.parse("// a comment\nsyntax='proto3';\n\n/* more */ message M { string a=1; // 'x\n }")
                        .content()
                        .text())
                .isEqualTo(PROTOBUF.parse("syntax = 'proto3'; message M {\n\n string a = 1; }")
                        .content()
                        .text())
                .isEqualTo("syntax = \"proto3\";\n\nmessage M {\n  string a = 1;\n}\n");
    }

    @Test
    void theDescriptorInBase64IsTheSameSchema() throws Exception {
        ParsedSchema text = PROTOBUF.parse("""
                syntax = 'proto3';
                package shop;
                import 'google/protobuf/timestamp.proto';
                message Order {
                  string id = 1;
                  optional int64 amount = 2;
                  repeated Line lines = 3;
                  map<string, Line> by_sku = 4;
                  google.protobuf.Timestamp at = 5;
                  oneof payment { string card = 6; Kind kind = 7; }
                  enum Kind { UNKNOWN = 0; CASH = 1; }
                  message Line { string sku = 1; }
                }
                """);
        String serialized = text.formatted("serialized");
        FileDescriptorProto descriptor =
                FileDescriptorProto.parseFrom(Base64.getDecoder().decode(serialized));
        assertThat(descriptor.getMessageType(0).getField(2).getTypeName()).isEqualTo(".shop.Order.Line");
        ParsedSchema again = PROTOBUF.parse(serialized);
        assertThat(again.formatted("serialized")).isEqualTo(serialized);
        assertThat(again.conflictsReading(text, dev.tidemark.registry.ContentPolicy.STRICT))
                .isEmpty();
        assertThat(text.conflictsReading(again, dev.tidemark.registry.ContentPolicy.STRICT))
                .isEmpty();
    }

    @Test
    void importsAreReferences() {
        SchemaContent content = new SchemaContent(
                SchemaType.PROTOBUF,
                "syntax = \"proto3\"; import \"line.proto\"; message Order { Line line = 1; }",
                List.of(new SchemaReference("line.proto", "line", 1)),
                null,
                null);
        Map<String, String> line = Map.of("line.proto", "syntax = \"proto3\"; message Line { string sku = 1; }");
        assertThat(SchemaParser.parse(content, line, Reading.AS_NEW).content().text())
                .contains("import \"line.proto\"");
        assertThatThrownBy(() -> SchemaParser.parse(content, Map.of(), Reading.AS_NEW))
                .hasMessageContaining("line.proto");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "message M {",
                "syntax = 'proto3'; message M { Missing a = 1; }",
                "syntax = 'proto3'; message M { string a = 1; string b = 1; }",
                "syntax = 'proto3'; message M { string a = 1; string a = 2; }",
                "{'type':'record'}",
                "AAAA"
            })
    void whatIsNoProtobufFileIsRefused(String text) {
        assertThatThrownBy(() -> PROTOBUF.parse(text)).hasMessageContaining("Invalid schema");
    }

    private static String file(String body) {
        return "syntax = 'proto3'; package p; message M { " + body + " }";
    }
}
