package dev.tidemark.registry.internal.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.internal.Compatible;
import dev.tidemark.registry.internal.ParsedSchema;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What becomes of options that somebody else than the language defines. */
class ProtobufOptionsTest {

    private static final Compatible PROTOBUF = Compatible.of(SchemaType.PROTOBUF);

    private static final String FILE = """
            syntax = 'proto3';
            package shop;
            import 'google/protobuf/descriptor.proto';
            option (owner) = 'checkout';
            extend google.protobuf.FileOptions { string owner = 50001; }
            extend google.protobuf.FieldOptions { Range range = 50002; repeated int32 codes = 50003; }
            extend google.protobuf.MethodOptions { bool secret = 50004; }
            message Range { int32 low = 1; int32 high = 2; }
            message Order {
              string id = 2 [(range).high = 9, (.shop.range) = { low: 1 }, (codes) = 4, (codes) = 5, deprecated = true];
              map<string, Range> by_day = 1 [(nobodys.own) = 1];
              oneof pay { string card = 4 [(confluent.field_meta) = { doc: 'a \\"card\\"', tags: ['PII'] }]; int32 cash = 3; }
            }
            service Shop { rpc Get (Order) returns (Order) { option (secret) = true; }; }
            """;

    @Test
    void theDescriptorCarriesThemAsTheCompilerWritesThem() throws Exception {
        FileDescriptorProto descriptor = descriptor(PROTOBUF.parse(FILE));
        assertThat(text(descriptor.getOptions().getUnknownFields(), 50_001)).isEqualTo("checkout");
        UnknownFieldSet id =
                descriptor.getMessageType(1).getField(0).getOptions().getUnknownFields();
        UnknownFieldSet range = UnknownFieldSet.newBuilder()
                .mergeFrom(id.getField(50_002).getLengthDelimitedList().getFirst())
                .build();
        assertThat(range.getField(1).getVarintList()).containsExactly(1L);
        assertThat(range.getField(2).getVarintList()).containsExactly(9L);
        assertThat(id.getField(50_003).getLengthDelimitedList().getFirst().toByteArray())
                .containsExactly(4, 5);
        assertThat(descriptor.getMessageType(1).getField(0).getOptions().getDeprecated())
                .isTrue();
        assertThat(descriptor.getMessageType(1).getField(1).hasOptions()).isFalse();
        assertThat(descriptor
                        .getService(0)
                        .getMethod(0)
                        .getOptions()
                        .getUnknownFields()
                        .hasField(50_004))
                .isTrue();
        assertThat(descriptor.getExtension(1).getTypeName()).isEqualTo(".shop.Range");
    }

    @Test
    void confluentsComeBackFromADescriptor() throws Exception {
        String sent = Base64.getEncoder()
                .encodeToString(descriptor(PROTOBUF.parse(FILE)).toByteArray());
        assertThat(PROTOBUF.parse(sent).content().text())
                .contains("doc: \"a \\\"card\\\"\"", "tags: \"PII\"", "extend google.protobuf.MethodOptions");
    }

    @Test
    void theyCanBeLeftOutButForConfluents() {
        assertThat(PROTOBUF.parse(FILE).formatted("ignore_extensions"))
                .contains("string id = 2 [deprecated = true];", "confluent.field_meta")
                .doesNotContain("extend", "owner", "codes", "secret", "nobodys");
    }

    @Test
    void theNormalFormHasFullNamesAndOneOrder() {
        assertThat(PROTOBUF.parse(FILE).normalized().text()).isEqualTo("""
                syntax = "proto3";
                package shop;

                import "google/protobuf/descriptor.proto";

                option (shop.owner) = "checkout";

                message Range {
                  int32 low = 1;
                  int32 high = 2;
                }
                message Order {
                  map<string, .shop.Range> by_day = 1 [(nobodys.own) = 1];
                  string id = 2 [
                    deprecated = true,
                    (shop.codes) = 4,
                    (shop.codes) = 5,
                    (shop.range) = {
                      high: 9,
                      low: 1
                    }
                  ];

                  oneof pay {
                    int32 cash = 3;
                    string card = 4 [(confluent.field_meta) = {
                      doc: "a \\"card\\"",
                      tags: "PII"
                    }];
                  }
                }

                extend .google.protobuf.FileOptions {
                  string owner = 50001;
                }
                extend .google.protobuf.FieldOptions {
                  .shop.Range range = 50002;
                  repeated int32 codes = 50003;
                }
                extend .google.protobuf.MethodOptions {
                  bool secret = 50004;
                }

                service Shop {
                  rpc Get (.shop.Order) returns (.shop.Order) {
                    option (shop.secret) = true;
                  };
                }
                """);
    }

    @Test
    void reservedNumbersStandAloneAndInOrder() {
        assertThat(PROTOBUF.parse("syntax = 'proto3'; message M { reserved 'b', 'a'; reserved 9, 4 to 4, 5 to 7; }")
                        .normalized()
                        .text())
                .contains("reserved 4;\n  reserved 5 to 7;\n  reserved 9;\n  reserved \"a\";\n  reserved \"b\";\n");
    }

    private static FileDescriptorProto descriptor(ParsedSchema schema) throws InvalidProtocolBufferException {
        return FileDescriptorProto.parseFrom(Base64.getDecoder().decode(schema.formatted("serialized")));
    }

    private static String text(UnknownFieldSet fields, int number) {
        return fields.getField(number).getLengthDelimitedList().getFirst().toStringUtf8();
    }
}
