package dev.tidemark.local.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import dev.tidemark.local.home.Repository;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.StartOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {

    @TempDir
    Path folder;

    private Setting setting =
            new Setting(new Home(Path.of("")), Ports.usual(0), new Artifacts(new Repository(Path.of("")), Path.of("")));

    @BeforeEach
    void anEmptyCheckout() {
        setting = new Setting(
                new Home(folder.resolve("home")), Ports.usual(0), new Artifacts(new Repository(folder), folder));
    }

    @Test
    void engines_come_before_our_own_processes_and_the_demo_comes_last() throws IOException {
        built("backend/server");
        built("backend/collector");
        built("backend/cdc");
        built("backend/demo");

        List<List<Part>> layers = StartOrder.layers(Parts.of(setting, Choice.USUAL));

        assertThat(layers).hasSize(3);
        assertThat(layers.get(1)).extracting(Part::name).containsExactly("portal", "collector", "cdc");
        assertThat(layers.get(2)).extracting(Part::name).containsExactly("demo");
    }

    @Test
    void what_is_not_built_is_left_out_and_no_demo_runs_without_the_others() throws IOException {
        built("backend/collector");
        built("backend/demo");

        assertThat(Parts.of(setting, Choice.USUAL))
                .extracting(Part::name)
                .containsExactly("postgres", "kafka", "flink-jobmanager", "flink-taskmanager", "pinot", "collector");
    }

    @Test
    void trino_is_there_on_request_only() throws IOException {
        assertThat(Parts.of(setting, Choice.USUAL)).extracting(Part::name).doesNotContain("trino");
        assertThat(Parts.of(setting, Choice.USUAL.withTrino()))
                .extracting(Part::name)
                .contains("trino");
        assertThat(Environment.of(setting, Choice.USUAL.withTrino()))
                .containsEntry("TIDEMARK_TRINO", "jdbc:trino://127.0.0.1:18085/lake");
    }

    @Test
    void our_processes_are_told_everything_but_no_secret() throws IOException {
        Map<String, String> environment = Environment.of(setting, Choice.USUAL);

        assertThat(environment)
                .containsEntry("TIDEMARK_PORTAL_URL", "http://127.0.0.1:8080")
                .containsEntry("TIDEMARK_KAFKA", "127.0.0.1:19092")
                .containsEntry("TIDEMARK_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:15432/tidemark")
                .containsEntry("TIDEMARK_DEMO", "true")
                .doesNotContainKey("TIDEMARK_TRINO");
        String password = Files.readString(setting.home().secrets().postgresPassword());
        assertThat(environment.values()).noneMatch(value -> value.contains(password));
    }

    @Test
    void a_jar_that_the_next_build_would_overwrite_is_copied_first() throws IOException {
        built("backend/server");
        Path jars = folder.resolve("jars");

        List<Path> classPath = new Own(folder.resolve("backend/server/target")).classPath(jars);

        assertThat(classPath.getFirst()).isEqualTo(jars.resolve("tidemark-x-1.jar"));
        assertThat(classPath).contains(Path.of("/repository/spring-core.jar"));
    }

    @Test
    void postgres_is_chosen_by_system_and_processor() {
        assertThat(PostgresBinaries.platform("Linux", "amd64")).isEqualTo("linux-amd64");
        assertThat(PostgresBinaries.platform("Mac OS X", "aarch64")).isEqualTo("darwin-arm64v8");
        assertThatIllegalStateException()
                .isThrownBy(() -> PostgresBinaries.platform("Windows 11", "amd64"))
                .withMessageContaining("compose.yaml");
    }

    private void built(String module) throws IOException {
        Path target = Files.createDirectories(folder.resolve(module).resolve("target"));
        Files.writeString(target.resolve("tidemark-x-1.jar"), "");
        Files.writeString(target.resolve("tidemark-x-1-sources.jar"), "");
        Files.writeString(target.resolve("runtime-classpath.txt"), "/repository/spring-core.jar");
    }
}
