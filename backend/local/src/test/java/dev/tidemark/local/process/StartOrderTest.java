package dev.tidemark.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartOrderTest {

    @Test
    void a_part_comes_after_everything_it_needs() {
        List<Part> parts = List.of(
                FakePart.sleeping("demo", "portal", "collector"),
                FakePart.sleeping("portal", "postgres", "kafka"),
                FakePart.sleeping("collector", "kafka"),
                FakePart.sleeping("kafka"),
                FakePart.sleeping("postgres"));

        assertThat(StartOrder.layers(parts))
                .extracting(layer -> layer.stream().map(Part::name).toList())
                .containsExactly(List.of("kafka", "postgres"), List.of("portal", "collector"), List.of("demo"));
    }

    @Test
    void parts_that_wait_for_each_other_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StartOrder.layers(List.of(FakePart.sleeping("a", "b"), FakePart.sleeping("b", "a"))))
                .withMessageContaining("wait for each other");
    }

    @Test
    void a_part_that_needs_something_unknown_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StartOrder.layers(List.of(FakePart.sleeping("portal", "postgres"))))
                .withMessageContaining("postgres");
    }
}
