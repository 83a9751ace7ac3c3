package dev.tidemark.cdc.internal.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.testbed.Mutation;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Progress UNDER_WAY = Progress.begin()
            .withSlot()
            .with("public.customers", Progress.Table.begin(true).upTo(List.of("id"), List.of("c-17"), 500))
            .with("public.products", Progress.Table.begin(false).complete(3));

    /** As it was written before the key's columns were kept. */
    private static final String FORMER = """
            {"incarnation": "i1", "slot_made": true, "tables": {"public.customers":
              {"generation": "g1", "clears": false, "after": ["c-17"], "rows": 500, "done": false}}}""";

    @Test
    void aReadingGoesOnByTheKeyThatItHasCountedBy() {
        Progress.Table reading = table(UNDER_WAY);
        assertThat(reading.goesOnBy(List.of("id"))).isTrue();
        assertThat(reading.goesOnBy(List.of("email"))).isFalse();
        assertThat(reading.goesOnBy(List.of("id", "email"))).isFalse();
        assertThat(Progress.Table.begin(false).goesOnBy(List.of("email"))).isTrue();
        assertThat(reading.complete(1).goesOnBy(List.of("email"))).isTrue();
    }

    @Test
    void whatWasWrittenBeforeGoesOnIfTheKeyIsAsLong() {
        Progress.Table reading = table(Progress.parse(FORMER.getBytes(UTF_8)));
        assertThat(reading.goesOnBy(List.of("id"))).isTrue();
        assertThat(reading.goesOnBy(List.of("id", "email"))).isFalse();
    }

    private static Progress.Table table(Progress progress) {
        Map<String, Progress.Table> tables = Progress.parse(progress.toJson()).tables();
        assertThat(tables).containsKey("public.customers");
        return tables.getOrDefault("public.customers", Progress.Table.begin(false));
    }

    @Test
    void nothingIsNoProgress() {
        assertThatThrownBy(() -> Progress.parse("null".getBytes(UTF_8))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Progress.parse("{}".getBytes(UTF_8))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whateverStandsInTheTopicIsReadOrRefused() {
        Mutation mutation = new Mutation(List.of(FORMER, new String(UNDER_WAY.toJson(), UTF_8)), new Random(1));
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = mutation.next();
            try {
                Progress progress = Progress.parse(text.getBytes(UTF_8));
                assertThat(Progress.parse(progress.toJson())).isEqualTo(progress);
                read++;
            } catch (UncheckedIOException refused) {
                assertThat(refused).hasMessageContaining("cannot be read");
            } catch (RuntimeException e) {
                throw new AssertionError("It is neither read nor refused: " + text, e);
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }
}
