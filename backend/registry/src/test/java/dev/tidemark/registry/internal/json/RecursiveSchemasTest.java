package dev.tidemark.registry.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.internal.Compatible;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schemas that contain themselves in many alternatives: without remembering what was compared, comparing them would never end. */
@Timeout(60)
class RecursiveSchemasTest {

    private static final Compatible STRICT = Compatible.of(SchemaType.JSON);

    @Test
    void aSchemaWithManyAlternativesFollowsItselfAndAWiderOne() {
        String shop = shop(12, "integer");
        assertThat(follows(shop, shop)).isTrue();
        assertThat(follows(shop(12, "integer"), shop(12, "number"))).isTrue();
        assertThat(follows(shop(12, "number"), shop(12, "integer"))).isFalse();
    }

    /** B seems to fit A while A is being compared, for A refers to B and B to A; that must not be remembered when A turns out not to. */
    @Test
    void whatWasAssumedWhileComparingIsNotRememberedAsTrue() {
        assertThat(follows(ring("integer", "boolean"), ring("boolean", "number")))
                .isFalse();
        assertThat(follows(ring("integer", "boolean"), ring("number", "boolean")))
                .isTrue();
    }

    private static boolean follows(String before, String after) {
        return STRICT.check(CompatibilityLevel.BACKWARD, after, before).holds();
    }

    /** Every product may hold any product, in three of its properties. */
    private static String shop(int products, String weight) {
        String any = IntStream.range(0, products)
                .mapToObj("{'$ref':'#/definitions/p%d'}"::formatted)
                .collect(Collectors.joining(",", "{'oneOf':[", "]}"));
        String definitions = IntStream.range(0, products)
                .mapToObj(i ->
                        "'p%d':{'type':'object','properties':{'kind':{'const':%d},'weight':{'type':'%s'},'a':%s,'b':%s,'c':%s}}"
                                .formatted(i, i, weight, any, any, any))
                .collect(Collectors.joining(","));
        return "{'definitions':{" + definitions + "},'type':'object','properties':{'product':" + any + "}}";
    }

    private static String ring(String one, String other) {
        return "{'definitions':{" + part("a", one, "c") + "," + part("b", other, "c") + "," + part("c", "string", "a")
                + "},'type':'object','properties':{'root':"
                + "{'oneOf':[{'$ref':'#/definitions/a'},{'$ref':'#/definitions/b'}]}}}";
    }

    private static String part(String name, String type, String next) {
        return "'" + name + "':{'type':'object','properties':{'id':{'type':'" + type + "'},"
                + "'next':{'oneOf':[{'$ref':'#/definitions/" + next + "'}]}}}";
    }
}
