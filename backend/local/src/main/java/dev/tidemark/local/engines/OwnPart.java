package dev.tidemark.local.engines;

import dev.tidemark.local.process.HealthProbe;
import dev.tidemark.local.process.Lifetime;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.Precedence;
import dev.tidemark.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A process of our own, run from the jar and the class path that its module's build has left in its target folder. */
public record OwnPart(Setting setting, Program program, Map<String, String> environment) implements Part {

    /** Which program, and with how much memory. */
    public enum Program {
        PORTAL("portal", "backend/server", "dev.tidemark.server.Portal", "-Xmx640m", "/actuator/health"),
        COLLECTOR("collector", "backend/collector", "dev.tidemark.collector.Main", "-Xmx256m", "/actuator/health"),
        CDC("cdc", "backend/cdc", "dev.tidemark.cdc.Main", "-Xmx96m", "/actuator/health"),
        DEMO("demo", "backend/demo", "dev.tidemark.demo.Main", "-Xmx192m", "");

        private final String partName;
        private final String module;
        private final String mainClass;
        private final String heap;
        private final String healthPath;

        Program(String partName, String module, String mainClass, String heap, String healthPath) {
            this.partName = partName;
            this.module = module;
            this.mainClass = mainClass;
            this.heap = heap;
            this.healthPath = healthPath;
        }

        private Precedence precedence() {
            return switch (this) {
                // The demo company stands for the world outside.
                case COLLECTOR, CDC, DEMO -> Precedence.FIRST;
                case PORTAL -> Precedence.SECOND;
            };
        }

        /** Whether its module has been built. */
        public boolean built(Artifacts artifacts) throws IOException {
            return own(artifacts).built();
        }

        private Own own(Artifacts artifacts) {
            return new Own(artifacts.repository().module(module).resolve("target"));
        }
    }

    @Override
    public String name() {
        return program.partName;
    }

    @Override
    public Set<String> dependsOn() {
        return switch (program) {
            case PORTAL ->
                Set.of(
                        PostgresPart.NAME,
                        KafkaPart.NAME,
                        FlinkPart.JOB_MANAGER,
                        FlinkPart.TASK_MANAGER,
                        PinotPart.NAME);
            case COLLECTOR -> Set.of(KafkaPart.NAME);
            // It waits for the portal by itself, and goes on without it.
            case CDC -> Set.of(PostgresPart.NAME, KafkaPart.NAME);
            case DEMO -> Set.of(Program.PORTAL.partName, Program.COLLECTOR.partName);
        };
    }

    @Override
    public Map<String, Integer> ports() {
        return switch (program) {
            case PORTAL, COLLECTOR, CDC -> Map.of(name(), setting.ports().of(name()));
            case DEMO -> Map.of();
        };
    }

    @Override
    public Optional<String> url() {
        return program == Program.DEMO ? Optional.empty() : Optional.of(Environment.url(setting, name()));
    }

    @Override
    public ProcessSpec fetch(Progress progress) throws IOException {
        Path jars = setting.home().run().resolve("jars").resolve(name());
        String classPath = Artifacts.joined(program.own(setting.artifacts()).classPath(jars));
        String[] arguments = program == Program.DEMO ? new String[] {"generate"} : new String[0];
        return new ProcessSpec(
                name(),
                Jvm.command(List.of("-Xms64m", program.heap), classPath, program.mainClass, arguments),
                environment,
                program.healthPath.isEmpty()
                        ? new HealthProbe.Running()
                        : new HealthProbe.Http(Environment.url(setting, name()) + program.healthPath),
                Lifetime.USUAL,
                program.precedence());
    }
}
