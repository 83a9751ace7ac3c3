package dev.tidemark.local.engines;

import dev.tidemark.local.process.HealthProbe;
import dev.tidemark.local.process.Lifetime;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.Precedence;
import dev.tidemark.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One Kafka broker that is its own controller (KRaft). */
public record KafkaPart(Setting setting) implements Part {

    public static final String NAME = "kafka";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> dependsOn() {
        return Set.of();
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of(
                NAME,
                setting.ports().of(NAME),
                "kafka_controller",
                setting.ports().of("kafka_controller"));
    }

    @Override
    public ProcessSpec fetch(Progress progress) throws IOException, InterruptedException {
        String classPath = Artifacts.joined(setting.artifacts().classPath(NAME, List.of(), progress));
        List<String> flags = List.of("-Xms128m", "-Xmx384m", Logging.flag(setting.home()));
        return new ProcessSpec(
                NAME,
                Jvm.command(flags, classPath, "kafka.Kafka", configuration().toString()),
                Map.of(),
                new HealthProbe.Tcp(setting.ports().of(NAME)),
                Lifetime.USUAL,
                Precedence.FIRST);
    }

    @Override
    public void prepare(ProcessSpec spec, Progress progress) throws IOException, InterruptedException {
        Logging.write(setting.home());
        Template.write(
                "kafka.properties",
                Map.of(
                        "data", data().toString(),
                        "port", Integer.toString(setting.ports().of(NAME)),
                        "controller_port", Integer.toString(setting.ports().of("kafka_controller"))),
                configuration());
        if (!Files.exists(data().resolve("meta.properties"))) {
            progress.now(PartState.PREPARING, "a new log");
            format(spec);
        }
    }

    private void format(ProcessSpec spec) throws IOException, InterruptedException {
        String classPath = spec.command().get(spec.command().indexOf("-cp") + 1);
        Process format = new ProcessBuilder(Jvm.command(
                        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", Logging.flag(setting.home())),
                        classPath,
                        "kafka.tools.StorageTool",
                        "format",
                        "--cluster-id",
                        newClusterId(),
                        "--config",
                        configuration().toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (format.waitFor() != 0) {
            throw new IOException("Kafka could not format its log: " + output);
        }
    }

    private static String newClusterId() {
        UUID random = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array();
        // The tool takes an id that starts with a dash for an option.
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replaceFirst("^-", "A");
    }

    private Path data() {
        return setting.home().data(NAME);
    }

    private Path configuration() {
        return setting.home().conf().resolve("kafka.properties");
    }
}
