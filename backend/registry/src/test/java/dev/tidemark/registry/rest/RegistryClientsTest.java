package dev.tidemark.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The registry clients of the JavaScript world, as npm delivers them, produce and consume through this registry. Skipped where there is no
 * Node or where npm cannot deliver them; {@code TIDEMARK_TEST_NPM} may name a directory in which they are installed.
 */
@Tag("engines")
class RegistryClientsTest {

    private static final List<String> PACKAGES =
            List.of("@confluentinc/schemaregistry@1.10.1", "@kafkajs/confluent-schema-registry@3.9.0");

    private record Result(int exit, String output) {}

    @Test
    void confluentsAndKafkaJsClientsProduceAndConsume() throws Exception {
        Path home = clients();
        Path script = home.resolve("clients.cjs");
        try (InputStream source = RegistryClientsTest.class.getResourceAsStream("/clients/clients.cjs")) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        try (RegistryServer server = RegistryServer.start()) {
            Result result =
                    run(home, 120, "node", script.toString(), server.url().toString());
            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(result.output().lines())
                    .containsExactly(
                            "confluent avro",
                            "confluent guid",
                            "confluent json",
                            "confluent protobuf",
                            "confluent administration",
                            "confluent governance",
                            "kafkajs");
        }
    }

    private static Path clients() throws IOException, InterruptedException {
        assumeThat(available("node")).as("Node is not installed").isTrue();
        String given = System.getenv("TIDEMARK_TEST_NPM");
        Path home = given == null ? Path.of("target", "npm").toAbsolutePath() : Path.of(given);
        if (!Files.isDirectory(home.resolve("node_modules/@kafkajs"))) {
            assumeThat(available("npm")).as("npm is not installed").isTrue();
            Files.createDirectories(home);
            Files.writeString(home.resolve("package.json"), "{\"name\":\"registry-clients\",\"private\":true}");
            Result installed = run(
                    home,
                    420,
                    "npm",
                    "install",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    PACKAGES.get(0),
                    PACKAGES.get(1));
            assumeThat(installed.exit()).as(installed.output()).isZero();
        }
        return home;
    }

    private static boolean available(String program) throws InterruptedException {
        try {
            return run(Path.of("."), 20, program, "--version").exit() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Result run(Path directory, int seconds, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("registry-clients", ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Result(-1, "No end after " + seconds + " seconds: " + Files.readString(output));
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}
