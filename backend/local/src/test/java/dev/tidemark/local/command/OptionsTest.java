package dev.tidemark.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.engines.Choice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Path USUAL = Path.of(".tidemark");

    @Test
    void nothing_said_means_everything_usual() {
        Options options = Options.parse(List.of(), USUAL);

        assertThat(options.home()).isEqualTo(USUAL);
        assertThat(options.choice()).isEqualTo(new Choice(true, true, false));
        assertThat(options.portOffset()).isEmpty();
    }

    @Test
    void everything_can_be_said() {
        Options options = Options.parse(
                List.of("--with", "trino", "--home", "/x", "--port-offset", "100", "--no-demo", "--foreground"), USUAL);

        assertThat(options.home()).isEqualTo(Path.of("/x"));
        assertThat(options.choice()).isEqualTo(new Choice(true, false, true));
        assertThat(options.portOffset()).hasValue(100);
        assertThat(options.has("--foreground")).isTrue();
    }

    @Test
    void what_makes_no_sense_is_refused_with_the_word() {
        assertThatThrownBy(() -> Options.parse(List.of("--wiht"), USUAL)).hasMessageContaining("--wiht");
        assertThatThrownBy(() -> Options.parse(List.of("--with", "spark"), USUAL))
                .hasMessageContaining("spark");
        assertThatThrownBy(() -> Options.parse(List.of("--port-offset", "many"), USUAL))
                .hasMessageContaining("many");
        assertThatThrownBy(() -> Options.parse(List.of("--home"), USUAL)).hasMessageContaining("--home");
    }
}
