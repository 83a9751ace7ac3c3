package dev.tidemark.registry.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.ContentPolicy;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.internal.Compatible;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaCompatibilityTest {

    private static final Compatible STRICT = Compatible.of(SchemaType.JSON);
    private static final Compatible LENIENT = new Compatible(SchemaType.JSON, ContentPolicy.LENIENT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'}|{'type':'string'}|true",
                "{'type':'string'}|{'type':'number'}|false",
                "{'type':'integer'}|{'type':'number'}|true",
                "{'type':'number'}|{'type':'integer'}|false",
                "{'type':'string'}|{'type':['string','null']}|true",
                "{'type':['string','null']}|{'type':'string'}|false",
                "{'type':['string','null']}|{'type':['null','string','number']}|true",
                "{'type':'string'}|{}|true",
                "{'type':'string'}|true|true",
                "{}|{'type':'string'}|false",
                "false|{'type':'string'}|true",
                "{'type':'string','maxLength':5}|{'type':'string','maxLength':9}|true",
                "{'type':'string','maxLength':5}|{'type':'string','maxLength':4}|false",
                "{'type':'string','minLength':5}|{'type':'string','minLength':4}|true",
                "{'type':'string'}|{'type':'string','minLength':1}|false",
                "{'type':'string','pattern':'a'}|{'type':'string'}|true",
                "{'type':'string','pattern':'a'}|{'type':'string','pattern':'b'}|false",
                "{'type':'number','maximum':5}|{'type':'number','maximum':6}|true",
                "{'type':'number','minimum':5}|{'type':'number','minimum':6}|false",
                "{'type':'number','exclusiveMaximum':5}|{'type':'number'}|true",
                "{'type':'number','multipleOf':10}|{'type':'number','multipleOf':5}|true",
                "{'type':'number','multipleOf':5}|{'type':'number','multipleOf':10}|false",
                "{'type':'number','multipleOf':0.5}|{'type':'number','multipleOf':0.25}|true",
                "{'type':'number','multipleOf':1}|{'type':'number','multipleOf':1e-999999999}|false",
                "{'type':'number','multipleOf':1e999999999}|{'type':'number','multipleOf':3}|false",
                "{'enum':['a']}|{'enum':['a','b']}|true",
                "{'enum':['a','b']}|{'enum':['a']}|false",
                "{'type':'string','enum':['a']}|{'type':'string'}|true",
                "{'type':'string'}|{'type':'string','enum':['a']}|false",
                "{'const':1}|{'const':2}|false",
                "{'oneOf':[{'type':'string'}]}|{'oneOf':[{'type':'string'},{'type':'number'}]}|true",
                "{'oneOf':[{'type':'string'},{'type':'number'}]}|{'oneOf':[{'type':'string'}]}|false",
                "{'oneOf':[{'type':'string'}]}|{'anyOf':[{'type':'string'}]}|true",
                "{'allOf':[{'type':'string'},{'maxLength':3}]}|{'allOf':[{'type':'string'}]}|true",
                "{'allOf':[{'type':'string'}]}|{'allOf':[{'type':'string'},{'maxLength':3}]}|false",
                "{'not':{'type':'string'}}|{'not':{'type':'string','maxLength':3}}|true",
                "{'not':{'type':'string','maxLength':3}}|{'not':{'type':'string'}}|false",
                "{'type':'array','items':{'type':'integer'}}|{'type':'array','items':{'type':'number'}}|true",
                "{'type':'array'}|{'type':'array','items':{'type':'number'}}|false",
                "{'type':'array','maxItems':1}|{'type':'array','maxItems':2}|true",
                "{'type':'array'}|{'type':'array','uniqueItems':true}|false",
                "{'type':'array','items':[{'type':'string'}]}|{'type':'array','items':[{'type':'string'},{'type':'string'}]}|false",
                "{'type':'array','items':[{'type':'string'}],'additionalItems':false}|{'type':'array','items':[{'type':'string'},{'type':'string'}],'additionalItems':false}|true",
                "{'definitions':{'n':{'type':'integer'}},'$ref':'#/definitions/n'}|{'definitions':{'n':{'type':'number'}},'$ref':'#/definitions/n'}|true"
            })
    void aValueMayBeDescribedMoreWidely(String before, String after, boolean fits) {
        assertThat(STRICT.check(CompatibilityLevel.BACKWARD, after, before).holds())
                .as(before + " then " + after)
                .isEqualTo(fits);
        assertThat(STRICT.check(CompatibilityLevel.FORWARD, before, after).holds())
                .as("the other way round")
                .isEqualTo(fits);
    }

    /** Objects before and after, strictly and leniently; {@code open} allows further properties and {@code closed} forbids them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "open||open|'a':{'type':'string'}|false|true",
                "open||open|'a':{}|true|true",
                "closed||closed|'a':{'type':'string'}|true|true",
                "closed||open|'a':{'type':'string'}|true|true",
                "open|'a':{'type':'string'}|open||true|true",
                "closed|'a':{'type':'string'}|closed||false|true",
                "closed|'a':{'type':'string'}|open||true|true",
                "open|'a':{'type':'string'}|closed|'a':{'type':'string'}|false|true",
                "open|'a':{'type':'string'}|open|'a':{'type':'number'}|false|false"
            })
    void whatIsNotSaidIsReadByThePolicy(
            String modelBefore,
            @Nullable String before,
            String modelAfter,
            @Nullable String after,
            boolean strict,
            boolean lenient) {
        String was = object(modelBefore, before, "");
        String is = object(modelAfter, after, "");
        assertThat(STRICT.check(CompatibilityLevel.BACKWARD, is, was).holds()).isEqualTo(strict);
        assertThat(LENIENT.check(CompatibilityLevel.BACKWARD, is, was).holds()).isEqualTo(lenient);
    }

    @Test
    void aRequiredPropertyNeedsADefault() {
        String was = object("closed", "'a':{'type':'string'}", "");
        String demanded = object("closed", "'a':{'type':'string'}", ",'required':['a']");
        String defaulted = object("closed", "'a':{'type':'string','default':''}", ",'required':['a']");
        assertThat(STRICT.check(CompatibilityLevel.BACKWARD, demanded, was).conflicts())
                .singleElement()
                .asString()
                .contains("REQUIRED_ATTRIBUTE_ADDED", "#/required/a", "give the property a default");
        assertThat(STRICT.check(CompatibilityLevel.BACKWARD, defaulted, was).holds())
                .isTrue();
        assertThat(STRICT.check(CompatibilityLevel.BACKWARD, was, demanded).holds())
                .isTrue();
    }

    @Test
    void aNewPropertyMustFitWhatWasSaidOfFurtherOnes() {
        String was = "{'type':'object','additionalProperties':{'type':'string'}}";
        assertThat(STRICT.check(
                                CompatibilityLevel.BACKWARD,
                                "{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':{'type':'string'}}",
                                was)
                        .holds())
                .isTrue();
        assertThat(STRICT.check(
                                CompatibilityLevel.BACKWARD,
                                "{'type':'object','properties':{'a':{'type':'number'}},'additionalProperties':{'type':'string'}}",
                                was)
                        .holds())
                .isFalse();
    }

    @Test
    void aSchemaMayContainItself() {
        String tree = "{'type':'object','properties':{'left':{'$ref':'#'},'value':{'type':'integer'}},"
                + "'additionalProperties':false}";
        assertThat(STRICT.check(CompatibilityLevel.FULL, tree, tree).holds()).isTrue();
        assertThat(STRICT.check(CompatibilityLevel.BACKWARD, tree.replace("integer", "number"), tree)
                        .holds())
                .isTrue();
        assertThat(STRICT.check(CompatibilityLevel.BACKWARD, tree, tree.replace("integer", "number"))
                        .holds())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "'text'",
                "{'type':'strin'}",
                "{'properties':[]}",
                "{'required':[1]}",
                "{'allOf':[]}",
                "{'pattern':'('}",
                "{'$ref':'#/definitions/missing'}",
                "{'$ref':'other.json'}",
                "{'$ref':'#'}",
                "{'minLength':-1}",
                "{'maximum':1e99999999999}",
                "{'properties':{'a':1}}"
            })
    void whatIsNoJsonSchemaIsRefused(String text) {
        assertThatThrownBy(() -> STRICT.parse(text)).hasMessageContaining("Invalid schema");
    }

    @Test
    void theTextKeepsItsNumbersAndLosesItsSpace() {
        assertThat(STRICT.parse("{ 'minimum' : 1.0 , 'type' : 'number' }")
                        .content()
                        .text())
                .isEqualTo("{\"minimum\":1.0,\"type\":\"number\"}");
        assertThat(STRICT.parse("{ 'type' : 'number', 'minimum' : 1.0 }")
                        .normalized()
                        .text())
                .isEqualTo("{\"minimum\":1.0,\"type\":\"number\"}");
    }

    private static String object(String model, @Nullable String properties, String more) {
        return "{'type':'object','properties':{" + (properties == null ? "" : properties) + "}"
                + (model.equals("closed") ? ",'additionalProperties':false" : "") + more + "}";
    }
}
