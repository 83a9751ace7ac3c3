package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.home.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, run by bash: how it finds Java and what it says to words it does not know. */
class ScriptTest {

    @TempDir
    Path folder;

    private record Said(int exit, String output) {}

    @Test
    void a_new_enough_jdk_that_is_named_is_used() throws Exception {
        Path jdk = jdk("named", "26.0.1");

        Said said = script(Map.of("TIDEMARK_JAVA_HOME", jdk.toString()), "java-home");

        assertThat(said).isEqualTo(new Said(0, jdk + "\n"));
    }

    @Test
    void an_older_jdk_is_passed_over_for_the_next_place() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path fitting = jdk("fitting", "25.0.3");

        Said said = script(Map.of("TIDEMARK_JAVA_HOME", old.toString(), "JAVA_HOME", fitting.toString()), "java-home");

        assertThat(said.output()).isEqualTo(fitting + "\n");
    }

    @Test
    void the_java_on_the_path_is_followed_to_its_home() throws Exception {
        Path jdk = jdk("linked", "25");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));

        Said said = script(Map.of("PATH", bin + ":" + System.getenv("PATH"), "JAVA_HOME", ""), "java-home");

        assertThat(said.output()).isEqualTo(jdk + "\n");
    }

    @Test
    void a_home_without_a_compiler_is_no_jdk() throws Exception {
        Path runtime = jdk("runtime", "25");
        Files.delete(runtime.resolve("bin/javac"));
        Path jdk = jdk("whole", "25");

        Said said = script(Map.of("TIDEMARK_JAVA_HOME", runtime.toString(), "JAVA_HOME", jdk.toString()), "java-home");

        assertThat(said.output()).isEqualTo(jdk + "\n");
    }

    @Test
    void an_unknown_command_shows_the_usage() throws Exception {
        Said said = script(Map.of(), "fly");

        assertThat(said.exit()).isEqualTo(64);
        assertThat(said.output()).contains("unknown command fly", "Usage: ./tidemark COMMAND");
    }

    private static Said script(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path script = Repository.around(Path.of("")).root().resolve("tidemark");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString());
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().remove("TIDEMARK_JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), output);
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = folder.toRealPath().resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        for (String program : new String[] {"java", "javac"}) {
            Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n");
            assertThat(jdk.resolve("bin").resolve(program).toFile().setExecutable(true))
                    .isTrue();
        }
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }
}
