package dev.tidemark.testbed.internal;

import dev.tidemark.testbed.Trino;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A place that engines come from. An engine that is not running yet is started by the first question for it. */
public sealed interface Engines permits RunningHome, OwnEngines, Containers {

    Server postgres();

    EngineAddress kafka();

    EngineAddress flink();

    EngineAddress pinotController();

    EngineAddress pinotBroker();

    /** Empty where none was asked for. */
    default Optional<Trino> trino() {
        return Optional.empty();
    }

    static Engines choose(Map<String, String> environment) {
        String home = environment.getOrDefault("TIDEMARK_TEST_HOME", "");
        if (!home.isBlank()) {
            return RunningHome.at(Path.of(home));
        }
        OwnEngines own = new OwnEngines();
        boolean docker = environment.containsKey("DOCKER_HOST") || Files.exists(Path.of("/var/run/docker.sock"));
        return docker && Containers.answering() ? new Containers(own) : own;
    }
}
