package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.Map;

/** Files that Confluent's clients may import without a reference: options that say something about a schema, and types of values. */
final class ConfluentProtos {

    static final String META_NAME = "confluent/meta.proto";

    static final Map<String, String> TEXTS =
            Map.of(META_NAME, """
            syntax = "proto3";
            package confluent;
            import "google/protobuf/descriptor.proto";
            message Meta {
              string doc = 1;
              map<string, string> params = 2;
              repeated string tags = 3;
              repeated Rule rules = 4;
            }
            message Rule { string name = 1; string doc = 2; string expr = 3; string sql = 4; }
            extend google.protobuf.FileOptions { Meta file_meta = 1088; }
            extend google.protobuf.MessageOptions { Meta message_meta = 1088; }
            extend google.protobuf.FieldOptions { Meta field_meta = 1088; }
            extend google.protobuf.EnumOptions { Meta enum_meta = 1088; }
            extend google.protobuf.EnumValueOptions { Meta enum_value_meta = 1088; }
            """, "confluent/type/decimal.proto", """
            syntax = "proto3";
            package confluent.type;
            message Decimal { bytes value = 1; uint32 precision = 2; int32 scale = 3; }
            """, "confluent/type/variant.proto", """
            syntax = "proto3";
            package confluent.type;
            message Variant { bytes metadata = 1; bytes value = 2; }
            """);

    private ConfluentProtos() {}

    /** The options, which files use without importing them too. */
    static FileDescriptor meta() {
        return Meta.FILE;
    }

    /** Loaded only when somebody asks for it. */
    private static final class Meta {

        private static final FileDescriptor FILE =
                ProtoLinker.link(ProtoSource.read(String.valueOf(TEXTS.get(META_NAME))), Map.of());
    }
}
