package dev.tidemark.jobs.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.JobArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** The running engines that the tests use, and job arguments that point to them. */
record Engines(Path home, JsonNode ports) {

    static Engines running() throws IOException {
        String home = System.getenv("TIDEMARK_TEST_HOME");
        Assumptions.assumeTrue(home != null, "TIDEMARK_TEST_HOME names no running engines");
        Path path = Path.of(home);
        return new Engines(
                path, new ObjectMapper().readTree(path.resolve("ports.json").toFile()));
    }

    static String uniqueFamily() {
        return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    String kafka() {
        return "127.0.0.1:" + ports.path("kafka").asInt();
    }

    JobArguments arguments(Path lakeRoot, FamilySettings... families) throws IOException {
        Map<String, String> values = new HashMap<>();
        values.put("kafka", kafka());
        values.put(
                "families",
                List.of(families).stream().map(FamilySettings::toArgument).collect(Collectors.joining(",")));
        values.put(
                "lake-jdbc",
                "jdbc:postgresql://127.0.0.1:" + ports.path("postgres").asInt() + "/tidemark");
        values.put("lake-user", "tidemark");
        values.put(
                "lake-password-file", home.resolve("secrets/postgres-password").toString());
        values.put("lake-root", lakeRoot.toString());
        values.put("group", "test." + families[0].name());
        values.put("transactions", "test." + families[0].name());
        values.put("idle-commit", "PT2S");
        Files.createDirectories(lakeRoot);
        return new JobArguments(values);
    }
}
