package dev.tidemark.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.PartStatus;
import dev.tidemark.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read() throws IOException {
        StatusFile file = new StatusFile(folder.resolve("status.json"));
        PartStatus running = new PartStatus(
                "kafka",
                PartState.HEALTHY,
                "",
                new ProcessIdentity(17, "b-4"),
                Instant.parse("2026-01-01T00:00:00Z"),
                2);
        PartStatus waiting = PartStatus.waiting("portal", Instant.parse("2026-01-01T00:00:01Z"));

        file.write(List.of(running, waiting), Map.of());

        assertThat(file.read()).extracting(StatusFile.Entry::status).containsExactly(running, waiting);
    }

    @Test
    void no_file_is_no_status() throws IOException {
        assertThat(new StatusFile(folder.resolve("absent.json")).read()).isEmpty();
    }
}
