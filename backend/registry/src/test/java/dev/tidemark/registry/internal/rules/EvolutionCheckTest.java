package dev.tidemark.registry.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.internal.Compatible;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionCheckTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final String OWNED = "{'rules':true,'owner':'checkout'}";
    private static final String ID = "{'name':'order_id','type':'string'}";

    /** The fields before and after beside order_id, and what the rules say about it; nothing when they allow it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|{'name':'x','type':'int','default':0}|",
                "|{'name':'x','type':'int'}|not optional",
                "{'name':'x','type':'int'}|{'name':'x','type':'long'}|",
                "{'name':'x','type':'int'}||removed without having been deprecated",
                "{'name':'x','type':'int','removable_from':'2026-07-01'}||removed before its day, 2026-07-01",
                "{'name':'x','type':'int','removable_from':'2026-06-01'}||",
                "{'name':'x','type':'int'}|{'name':'y','type':'long','default':0}|renamed to y",
                "{'name':'x','type':'int'}|{'name':'y','type':'string','default':''}|removed without",
                "{'name':'x','type':'int','removable_from':'2026-05-01'}|{'name':'y','type':'int','default':0}|",
                "|{'name':'email','type':'string','default':''}|looks personal",
                "|{'name':'customerEmail','type':'string','default':''}|looks personal",
                "|{'name':'email','type':'string','default':'','pii':true}|",
                "|{'name':'ip_address','type':'string','default':'','pii':false}|",
                "|{'name':'shipping','type':'string','default':''}|",
                "{'name':'t','type':{'type':'long','logicalType':'timestamp-millis'}}|{'name':'t','type':{'type':'long','logicalType':'timestamp-micros'}}|would be misread",
                "{'name':'t','type':'long'}|{'name':'t','type':{'type':'long','logicalType':'timestamp-micros'}}|would be misread",
                "{'name':'d','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}}|{'name':'d','type':{'type':'bytes','logicalType':'decimal','precision':12,'scale':2}}|",
                "|{'name':'d','type':{'type':'bytes','logicalType':'decimal','precision':2,'scale':4},'default':''}|cannot be a decimal"
            })
    void aSourceMayChangeSoThatNobodyIsSurprised(
            @Nullable String before, @Nullable String after, @Nullable String conflict) {
        List<String> conflicts = check(OWNED, with(after), with(before));
        if (conflict == null) {
            assertThat(conflicts).isEmpty();
        } else {
            assertThat(conflicts).singleElement().asString().contains(conflict).contains("To be allowed");
        }
    }

    @Test
    void aNameHasNoSecondLife() {
        String gone = with("{'name':'x','type':'int','removable_from':'2026-01-01'}");
        String again = with("{'name':'x','type':'string','default':''}");
        assertThat(check(OWNED, again, gone, with(null)))
                .singleElement()
                .asString()
                .contains("was a number in an earlier version and would be a text");
        assertThat(check(OWNED, with("{'name':'x','type':'int','default':0}"), gone, with(null)))
                .isEmpty();
    }

    @Test
    void somebodyOwnsASource() {
        assertThat(check("{'rules':true}", with(null)))
                .singleElement()
                .asString()
                .contains("nobody owns");
    }

    @Test
    void theSettingsMayStateTheDayOfARemoval() {
        String rules = "{'rules':true,'owner':'checkout','removable':{'x':'2026-05-31'}}";
        assertThat(check(rules, with(null), with("{'name':'x','type':'int'}"))).isEmpty();
    }

    @Test
    void withoutRulesOnlyMeaningOrNothingIsLookedAt() {
        String before = with("{'name':'x','type':'int'}");
        assertThat(check("{}", with(null), before)).isEmpty();
        assertThat(check("{'meaning':true}", with(null), before)).isEmpty();
    }

    @Test
    void jsonSchemaAndProtobufHaveFieldsToo() {
        Compatible json = Compatible.of(SchemaType.JSON);
        assertThat(json.parse(
                                "{'properties':{'a':{'type':'string','pii':true},'b':{'properties':{'c':{}}}},'required':['a']}")
                        .fields())
                .extracting(SchemaField::path, SchemaField::optional, SchemaField::marked)
                .containsExactly(tuple("a", false, true), tuple("b", true, false), tuple("b.c", true, false));
        Compatible protobuf = Compatible.of(SchemaType.PROTOBUF);
        assertThat(protobuf.parse("syntax = 'proto3'; message M { string a = 1; repeated int32 b = 2; }")
                        .fields())
                .extracting(SchemaField::path, SchemaField::shape)
                .containsExactly(tuple("M.a", "string"), tuple("M.b", "list of int"));
    }

    private static List<String> check(String rules, String next, String... history) {
        return EvolutionCheck.check(
                rules(rules),
                TODAY,
                Stream.of(history).map(EvolutionCheckTest::fields).toList(),
                fields(next));
    }

    private static SourceRules rules(String json) {
        try {
            return SourceRules.of(new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static List<SchemaField> fields(String schema) {
        return Compatible.of(SchemaType.AVRO).parse(schema).fields();
    }

    private static String with(@Nullable String field) {
        return "{'type':'record','name':'order_placed','fields':[" + ID + (field == null ? "" : "," + field) + "]}";
    }
}
