package dev.tidemark.registry.internal.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.internal.Compatible;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroCompatibilityTest {

    private static final Compatible AVRO = Compatible.of(SchemaType.AVRO);
    private static final String A = "{'name':'a','type':'string'}";

    /** A change of the field v, and whether it may be made backward and forward. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'string'|'string'|true|true",
                "'int'|'long'|true|false",
                "'int'|'float'|true|false",
                "'int'|'double'|true|false",
                "'long'|'float'|true|false",
                "'long'|'double'|true|false",
                "'float'|'double'|true|false",
                "'double'|'float'|false|true",
                "'string'|'bytes'|true|true",
                "'string'|'int'|false|false",
                "'boolean'|'int'|false|false",
                "'string'|['null','string']|true|false",
                "['null','string']|'string'|false|true",
                "['null','string']|['null','string','int']|true|false",
                "['null','string']|['string','null']|true|true",
                "{'type':'enum','name':'e','symbols':['A']}|{'type':'enum','name':'e','symbols':['A','B']}|true|false",
                "{'type':'enum','name':'e','symbols':['A','B']}|{'type':'enum','name':'e','symbols':['A']}|false|true",
                "{'type':'enum','name':'e','symbols':['A','B']}|{'type':'enum','name':'e','symbols':['A'],'default':'A'}|true|true",
                "{'type':'enum','name':'e','symbols':['A']}|{'type':'enum','name':'f','symbols':['A']}|false|false",
                "{'type':'fixed','name':'x','size':2}|{'type':'fixed','name':'x','size':4}|false|false",
                "{'type':'array','items':'int'}|{'type':'array','items':'long'}|true|false",
                "{'type':'map','values':'int'}|{'type':'map','values':'long'}|true|false",
                "{'type':'array','items':'int'}|{'type':'map','values':'int'}|false|false"
            })
    void aFieldsTypeMayChangeByAvrosRules(String before, String after, boolean backward, boolean forward) {
        String was = record("{'name':'v','type':" + before + "}");
        String is = record("{'name':'v','type':" + after + "}");
        assertThat(holds(CompatibilityLevel.BACKWARD, is, was)).isEqualTo(backward);
        assertThat(holds(CompatibilityLevel.FORWARD, is, was)).isEqualTo(forward);
        assertThat(holds(CompatibilityLevel.FULL, is, was)).isEqualTo(backward && forward);
        assertThat(holds(CompatibilityLevel.NONE, is, was)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,true,true,true,true",
        "BACKWARD,true,false,true,true",
        "FORWARD,true,true,false,true",
        "FULL,true,false,false,true",
        "BACKWARD_TRANSITIVE,true,false,true,true",
        "FORWARD_TRANSITIVE,true,true,false,true",
        "FULL_TRANSITIVE,true,false,false,true"
    })
    void eachLevelAllowsItsOwnChanges(
            CompatibilityLevel level,
            boolean addOptional,
            boolean addRequired,
            boolean dropRequired,
            boolean dropOptional) {
        String optional = ",{'name':'b','type':'int','default':0}";
        assertThat(holds(level, record(A + optional), record(A))).isEqualTo(addOptional);
        assertThat(holds(level, record(A + ",{'name':'c','type':'int'}"), record(A)))
                .isEqualTo(addRequired);
        assertThat(holds(level, record(""), record(A))).isEqualTo(dropRequired);
        assertThat(holds(level, record(A), record(A + optional))).isEqualTo(dropOptional);
    }

    @Test
    void onlyTransitiveLevelsLookBehindTheLatest() {
        String[] history = {record(""), record("{'name':'a','type':'string','default':''}")};
        assertThat(holds(CompatibilityLevel.BACKWARD, record(A), history)).isTrue();
        assertThat(AVRO.check(CompatibilityLevel.BACKWARD_TRANSITIVE, record(A), history)
                        .conflicts())
                .singleElement()
                .asString()
                .contains("version 1");
    }

    @Test
    void aConflictSaysWhereWhatAndWhatWouldHelp() {
        Compatibility compatibility =
                AVRO.check(CompatibilityLevel.BACKWARD, record(A + ",{'name':'c','type':'int'}"), record(A));
        assertThat(compatibility.conflicts())
                .singleElement()
                .asString()
                .contains("/fields/1", "READER_FIELD_MISSING_DEFAULT_VALUE", "version 1", "the new schema")
                .contains("To be compatible: give the field c a default");
    }

    /** Any sequence of optional additions and removals of optional fields is fully compatible with all of its past. */
    @Test
    void optionalFieldsMayComeAndGoInAnyOrder() {
        Random random = new Random(20_260_101);
        for (int run = 0; run < 200; run++) {
            String[] history = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(i -> record(optionalFields(random)))
                    .toArray(String[]::new);
            assertThat(AVRO.check(CompatibilityLevel.FULL_TRANSITIVE, record(optionalFields(random)), history)
                            .conflicts())
                    .as(String.join("\n", history))
                    .isEmpty();
        }
    }

    /** Whatever a schema is, it reads itself, and its normal form is the same schema. */
    @Test
    void aSchemaFitsItselfAndItsNormalForm() {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            String schema = record(optionalFields(random));
            String normal = AVRO.parse(schema).normalized().text();
            assertThat(holds(CompatibilityLevel.FULL, normal, schema)).isTrue();
            assertThat(AVRO.parse(normal).normalized().text()).isEqualTo(normal);
        }
    }

    private static String optionalFields(Random random) {
        List<String> types = List.of("'int'", "'long'", "'double'");
        return String.join(
                ",",
                IntStream.range(0, 12)
                        .filter(i -> random.nextBoolean())
                        .mapToObj(i -> "{'name':'f" + i + "','type':" + types.get(i % 3) + ",'default':0}")
                        .toList());
    }

    private static boolean holds(CompatibilityLevel level, String next, String... history) {
        return AVRO.check(level, next, history).holds();
    }

    private static String record(String fields) {
        return "{'type':'record','name':'r','fields':[" + fields + "]}";
    }
}
