package dev.tidemark.local.process;

import java.util.List;
import java.util.Map;

/** A process as it is to be run: everything the supervisor needs to know, and nothing that it decides. */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        HealthProbe probe,
        Lifetime lifetime,
        Precedence precedence) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
