package dev.tidemark.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroCompatibilityTest {

    private static final String A = "{'name':'a','type':'string'}";
    private static final String A_WITH_DEFAULT = "{'name':'a','type':'string','default':''}";
    private static final String B_WITH_DEFAULT = ",{'name':'b','type':'int','default':0}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'string'|'string'|true",
                "'int'|'long'|true",
                "'long'|'int'|false",
                "'string'|['null','string']|true",
                "['null','string']|'string'|false",
                "['null','string']|['null','string','int']|true",
                "{'type':'enum','name':'e','symbols':['A']}|{'type':'enum','name':'e','symbols':['A','B']}|true",
                "{'type':'enum','name':'e','symbols':['A','B']}|{'type':'enum','name':'e','symbols':['A']}|false",
                "{'type':'bytes','logicalType':'decimal','precision':12,'scale':2}|{'type':'bytes','logicalType':'decimal','precision':14,'scale':2}|true",
                "{'type':'bytes','logicalType':'decimal','precision':12,'scale':2}|{'type':'bytes','logicalType':'decimal','precision':12,'scale':4}|false",
                "{'type':'long','logicalType':'timestamp-millis'}|{'type':'long','logicalType':'timestamp-micros'}|false",
                "'long'|{'type':'long','logicalType':'timestamp-micros'}|false"
            })
    void aFieldsTypeMayChangeSoThatEarlierValuesKeepTheirMeaning(String before, String after, boolean fits) {
        Compatibility compatibility = AvroCompatibility.check(
                schema("{'name':'v','type':" + after + "}"),
                CompatibilityLevel.BACKWARD,
                history("{'name':'v','type':" + before + "}"));
        assertThat(compatibility.holds())
                .as(String.join("; ", compatibility.conflicts()))
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,true,true,true",
        "BACKWARD,true,false,true",
        "FORWARD,true,true,false",
        "FULL,true,false,false",
        "BACKWARD_TRANSITIVE,true,false,true",
        "FORWARD_TRANSITIVE,true,true,false",
        "FULL_TRANSITIVE,true,false,false"
    })
    void eachLevelAllowsItsOwnChanges(
            CompatibilityLevel level, boolean addOptional, boolean addRequired, boolean dropRequired) {
        assertThat(AvroCompatibility.check(schema(A + B_WITH_DEFAULT), level, history(A))
                        .holds())
                .isEqualTo(addOptional);
        assertThat(AvroCompatibility.check(schema(A + ",{'name':'c','type':'int'}"), level, history(A))
                        .holds())
                .isEqualTo(addRequired);
        assertThat(AvroCompatibility.check(schema(""), level, history(A)).holds())
                .isEqualTo(dropRequired);
    }

    @Test
    void onlyTransitiveLevelsLookBehindTheLatest() {
        List<SchemaVersion> history = history("", A_WITH_DEFAULT);
        assertThat(AvroCompatibility.check(schema(A), CompatibilityLevel.BACKWARD, history)
                        .holds())
                .isTrue();
        assertThat(AvroCompatibility.check(schema(A), CompatibilityLevel.BACKWARD_TRANSITIVE, history)
                        .conflicts())
                .singleElement()
                .asString()
                .contains("version 1");
    }

    private static AvroText schema(String fields) {
        return AvroText.parse(("{'type':'record','name':'r','fields':[" + fields + "]}").replace('\'', '"'));
    }

    private static List<SchemaVersion> history(String... fields) {
        List<SchemaVersion> history = new ArrayList<>();
        for (String each : fields) {
            history.add(new SchemaVersion(
                    new Subject("s"),
                    history.size() + 1,
                    history.size() + 1,
                    schema(each).text()));
        }
        return history;
    }
}
