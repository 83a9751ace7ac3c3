package dev.tidemark.local.engines;

import dev.tidemark.local.process.HealthProbe;
import dev.tidemark.local.process.Lifetime;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.Precedence;
import dev.tidemark.local.process.ProcessSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** ZooKeeper and Pinot's controller, broker and server in one process (see engines/pinot). */
public record PinotPart(Setting setting) implements Part {

    public static final String NAME = "pinot";

    /** In the order in which the launcher takes them. */
    private static final List<String> PORTS =
            List.of("zookeeper", "pinot_controller", "pinot_broker", "pinot_server", "pinot_admin");

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
        Map<String, Integer> ports = new LinkedHashMap<>();
        PORTS.forEach(port -> ports.put(port, setting.ports().of(port)));
        return ports;
    }

    @Override
    public Optional<String> url() {
        return Optional.of("http://127.0.0.1:" + setting.ports().of("pinot_controller"));
    }

    @Override
    public ProcessSpec fetch(Progress progress) throws IOException, InterruptedException {
        String classPath = Artifacts.joined(setting.artifacts().classPath(NAME, List.of(), progress));
        // A short session, or a restart after a kill waits a minute for the dead one to expire.
        List<String> flags = List.of("-Xms128m", "-Xmx512m", "-Dzk.session.timeout=6000", Logging.flag(setting.home()));
        return new ProcessSpec(
                NAME,
                Jvm.command(flags, classPath, "dev.tidemark.engines.pinot.PinotLauncher", arguments()),
                Map.of(),
                new HealthProbe.Http("http://127.0.0.1:" + setting.ports().of("pinot_admin") + "/health"),
                Lifetime.USUAL.stoppedWithin(Duration.ofSeconds(40)),
                Precedence.SECOND);
    }

    private String[] arguments() {
        return Stream.concat(
                        Stream.of(setting.home().data(NAME).toString()),
                        PORTS.stream()
                                .map(port -> Integer.toString(setting.ports().of(port))))
                .toArray(String[]::new);
    }

    @Override
    public void prepare(ProcessSpec spec, Progress progress) throws IOException {
        Logging.write(setting.home());
    }
}
