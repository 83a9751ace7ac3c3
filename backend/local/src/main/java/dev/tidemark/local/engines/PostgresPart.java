package dev.tidemark.local.engines;

import dev.tidemark.local.process.HealthProbe;
import dev.tidemark.local.process.Lifetime;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.Precedence;
import dev.tidemark.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PostgreSQL: everything the portal remembers. */
public record PostgresPart(Setting setting) implements Part {

    public static final String NAME = "postgres";
    public static final String USER = "tidemark";
    public static final String DATABASE = "tidemark";

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
        return Map.of(NAME, setting.ports().of(NAME));
    }

    @Override
    public ProcessSpec fetch(Progress progress) throws IOException, InterruptedException {
        PostgresBinaries binaries = PostgresBinaries.fetch(setting.artifacts(), progress);
        List<String> command = binaries.command("postgres", "-D", data().toString());
        // A smart shutdown (TERM) waits for clients to leave; a fast one (INT) does not.
        return new ProcessSpec(
                NAME,
                command,
                Map.of(),
                new HealthProbe.Postgres(setting.ports().of(NAME), USER),
                Lifetime.USUAL.stoppedBy("INT"),
                Precedence.FIRST);
    }

    @Override
    public void prepare(ProcessSpec spec, Progress progress) throws IOException, InterruptedException {
        if (!Files.exists(data().resolve("tidemark.ready"))) {
            progress.now(PartState.PREPARING, "a new database cluster");
            PostgresBinaries.fetch(setting.artifacts(), progress).initialise(data(), setting.home());
            Files.createFile(data().resolve("tidemark.ready"));
        }
        Template.write(
                "postgresql.conf",
                Map.of("port", Integer.toString(setting.ports().of(NAME))),
                data().resolve("postgresql.conf"));
    }

    private Path data() {
        return setting.home().data(NAME);
    }
}
