package dev.tidemark.local.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void places_are_filled() {
        assertThat(Template.fill("port=@port@ data=@data@", Map.of("port", "1", "data", "/a$b")))
                .isEqualTo("port=1 data=/a$b");
    }

    @Test
    void a_place_without_a_value_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.fill("@port@", Map.of()))
                .withMessageContaining("port");
    }
}
