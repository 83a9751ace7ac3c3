package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    Path home;

    @Test
    void an_unknown_command_is_a_usage_error() throws InterruptedException {
        assertThat(Main.run(List.of("fly"), Map.of())).isEqualTo(64);
        assertThat(Main.run(List.of(), Map.of())).isEqualTo(64);
        assertThat(Main.run(List.of("status", "--loud"), Map.of())).isEqualTo(64);
    }

    @Test
    void a_home_in_which_nothing_runs_says_so() throws InterruptedException {
        Map<String, String> environment = Map.of("TIDEMARK_HOME", home.toString());

        assertThat(Main.run(List.of("status"), environment)).isEqualTo(3);
        assertThat(Main.run(List.of("down"), environment)).isZero();
    }
}
