package dev.tidemark.traffic.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.traffic.Drift;
import dev.tidemark.traffic.Drift.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static final int BEFORE = 4_000;
    private static final int LATELY = 400;

    private static FieldProfile profile(int events, IntFunction<@Nullable Object> value) {
        List<JsonNode> properties = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            Object given = value.apply(i);
            if (given != null) {
                object.set(
                        "f",
                        given instanceof Integer number
                                ? JsonNodeFactory.instance.numberNode(number)
                                : JsonNodeFactory.instance.textNode(given.toString()));
            }
            properties.add(object);
        }
        return FieldProfile.of(properties, "f");
    }

    private static List<Drift.Sighting> compare(FieldProfile before, FieldProfile lately) {
        return Comparison.of("order_placed", Map.of("f", before), Map.of("f", lately), List.of("web-shop"))
                .sightings();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsDrawnFromTheSameStaysQuiet(long seed) {
        Random random = new Random(seed);
        IntFunction<@Nullable Object> amounts = i -> (int) Math.exp(random.nextGaussian() + 4);
        IntFunction<@Nullable Object> channels =
                i -> random.nextInt(10) < 7 ? "web" : random.nextBoolean() ? "app" : null;
        IntFunction<@Nullable Object> ids = i -> "o-" + random.nextLong();
        for (IntFunction<@Nullable Object> field : List.of(amounts, channels, ids)) {
            assertThat(compare(profile(BEFORE, field), profile(LATELY, field))).isEmpty();
        }
    }

    @Test
    void aFieldThatNobodyCarriesAnyMoreHasVanished() {
        assertThat(compare(profile(BEFORE, i -> i % 10 == 0 ? "x" : null), profile(LATELY, i -> null)))
                .singleElement()
                .satisfies(drift -> {
                    assertThat(drift.kind()).isEqualTo(Kind.VANISHED);
                    assertThat(drift.detail()).contains("10 %", "400");
                });
        assertThat(compare(profile(BEFORE, i -> i % 1_000 == 0 ? "x" : null), profile(LATELY, i -> null)))
                .as("too rare to miss")
                .isEmpty();
    }

    @Test
    void aValueThatAFieldWithFewValuesNeverHadIsNew() {
        assertThat(compare(
                        profile(BEFORE, i -> i % 2 == 0 ? "web" : "app"),
                        profile(LATELY, i -> i < 20 ? "kiosk" : i % 2 == 0 ? "web" : "app")))
                .singleElement()
                .satisfies(drift -> {
                    assertThat(drift.kind()).isEqualTo(Kind.NEW_VALUE);
                    assertThat(drift.subject()).isEqualTo("kiosk");
                });
    }

    @Test
    void anAmountThatIsNowInPenceIsSpreadOtherwise() {
        Random random = new Random(7);
        assertThat(compare(
                        profile(BEFORE, i -> 10 + random.nextInt(90)),
                        profile(LATELY, i -> 100 * (10 + random.nextInt(90)))))
                .singleElement()
                .satisfies(drift -> assertThat(drift.kind()).isEqualTo(Kind.DISTRIBUTION));
    }

    @Test
    void samplesThatAreTooSmallSayNothing() {
        assertThat(compare(profile(400, i -> "web"), profile(LATELY, i -> null)))
                .isEmpty();
        assertThat(compare(profile(BEFORE, i -> "web"), profile(99, i -> "kiosk")))
                .isEmpty();
    }

    @Test
    void profilesOfHoursAddUp() {
        FieldProfile sum = profile(100, i -> "a").plus(profile(50, i -> i % 2 == 0 ? "b" : null));
        assertThat(sum).isEqualTo(new FieldProfile(150, 125, Map.of("a", 100L, "b", 25L)));
        FieldProfile many = profile(1_000, i -> "id-" + i);
        assertThat(many.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1_000);
        assertThat(many.isIdentifier()).isTrue();
        assertThat(many.plus(many).counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2_000);
    }
}
