package dev.tidemark.local.engines;

import dev.tidemark.local.process.HealthProbe;
import dev.tidemark.local.process.Lifetime;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.Precedence;
import dev.tidemark.local.process.ProcessSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One process of the Flink session cluster. The jobs are on the cluster's own class path: jars that are sent along with
 * a job would each get a class loader, and those fill the metaspace.
 */
public record FlinkPart(Setting setting, Role role) implements Part {

    /** The part that the cluster's REST interface belongs to. */
    public static final String JOB_MANAGER = "flink-jobmanager";

    public static final String TASK_MANAGER = "flink-taskmanager";

    /** What a Flink process is there for. */
    public enum Role {
        JOB_MANAGER(
                FlinkPart.JOB_MANAGER,
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of("-Xms128m", "-Xmx320m", "-XX:MaxMetaspaceSize=192m"),
                Precedence.SECOND),
        /** Heap, direct memory and metaspace as flink.yaml divides them. */
        TASK_MANAGER(
                FlinkPart.TASK_MANAGER,
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                List.of("-Xms256m", "-Xmx640m", "-XX:MaxDirectMemorySize=288m", "-XX:MaxMetaspaceSize=256m"),
                Precedence.LAST);

        private final String partName;
        private final String mainClass;
        private final List<String> memory;
        private final Precedence precedence;

        Role(String partName, String mainClass, List<String> memory, Precedence precedence) {
            this.partName = partName;
            this.mainClass = mainClass;
            this.memory = memory;
            this.precedence = precedence;
        }
    }

    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.net",
            "java.io",
            "java.nio",
            "sun.nio.ch",
            "java.lang.reflect",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    @Override
    public String name() {
        return role.partName;
    }

    @Override
    public Set<String> dependsOn() {
        return Set.of();
    }

    @Override
    public Map<String, Integer> ports() {
        return switch (role) {
            case JOB_MANAGER -> Map.of("flink", port("flink"), "flink_rpc", port("flink_rpc"));
            case TASK_MANAGER -> Map.of();
        };
    }

    @Override
    public Optional<String> url() {
        return role == Role.JOB_MANAGER ? Optional.of("http://127.0.0.1:" + port("flink")) : Optional.empty();
    }

    @Override
    public ProcessSpec fetch(Progress progress) throws IOException, InterruptedException {
        List<Path> classPath = new ArrayList<>(setting.artifacts().classPath("flink", List.of(), progress));
        classPath.addAll(jobs());
        return new ProcessSpec(
                name(),
                Jvm.command(
                        flags(),
                        Artifacts.joined(classPath),
                        role.mainClass,
                        "--configDir",
                        configuration().toString()),
                Map.of(),
                probe(),
                Lifetime.USUAL.stoppedWithin(Duration.ofSeconds(10)),
                role.precedence);
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(role.memory);
        OPENED.forEach(opened -> flags.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        flags.add(Logging.flag(setting.home()));
        return flags;
    }

    private HealthProbe probe() {
        return switch (role) {
            case JOB_MANAGER -> new HealthProbe.Http("http://127.0.0.1:" + port("flink") + "/overview");
            case TASK_MANAGER ->
                new HealthProbe.Http(URI.create("http://127.0.0.1:" + port("flink") + "/taskmanagers"), "\"id\"");
        };
    }

    /** The jobs module and what it needs, as its build wrote them down; nothing when it has not been built. */
    private List<Path> jobs() throws IOException {
        Own jobs = new Own(setting.artifacts().repository().module("backend/jobs/target"));
        if (!jobs.built()) {
            return List.of();
        }
        return jobs.classPath(setting.home().run().resolve("jars").resolve(name())).stream()
                .filter(FlinkPart::notTheClustersOwn)
                .toList();
    }

    private static boolean notTheClustersOwn(Path jar) {
        String name = String.valueOf(jar.getFileName());
        return !name.startsWith("slf4j-") && !name.startsWith("log4j-") && !name.startsWith("logback-");
    }

    @Override
    public void prepare(ProcessSpec spec, Progress progress) throws IOException {
        Logging.write(setting.home());
        Path data = setting.home().data("flink");
        for (String folder : List.of("checkpoints", "savepoints", "tmp", "web")) {
            Files.createDirectories(data.resolve(folder));
        }
        writeConfiguration(data);
    }

    private void writeConfiguration(Path data) throws IOException {
        Template.write(
                "flink.yaml",
                Map.of(
                        "data", data.toString(),
                        "port", Integer.toString(port("flink")),
                        "rpc_port", Integer.toString(port("flink_rpc"))),
                configuration().resolve("config.yaml"));
    }

    private Path configuration() {
        return setting.home().conf().resolve(name());
    }

    private int port(String name) {
        return setting.ports().of(name);
    }
}
