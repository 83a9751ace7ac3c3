package dev.tidemark.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {

    @TempDir
    Path folder;

    @Test
    void a_pid_file_leads_back_to_the_process() throws IOException {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        PidFile file = new PidFile(folder.resolve("run/self.pid"));

        file.write(self);

        assertThat(file.read()).contains(self);
        assertThat(self.running()).contains(ProcessHandle.current());
    }

    @Test
    void a_pid_that_another_process_has_got_since_is_not_the_process() {
        ProcessIdentity earlier = new ProcessIdentity(ProcessHandle.current().pid(), "another boot-17");

        assertThat(earlier.running()).isEmpty();
    }

    @Test
    void a_process_that_has_ended_is_not_running() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "600").start();
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();

        process.destroyForcibly().waitFor();

        assertThat(identity.running()).isEmpty();
    }

    @Test
    void the_start_is_found_behind_a_name_with_spaces_and_brackets() {
        String stat = "4242 (a (b) c) S 1 4242 4242 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 2000";

        assertThat(ProcessIdentity.startTicks(stat)).isEqualTo("987654");
    }

    @Test
    void a_broken_pid_file_is_no_process() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.pid"), "not a pid");

        assertThat(new PidFile(file).read()).isEmpty();
        assertThat(new PidFile(folder.resolve("absent.pid")).read()).isEmpty();
    }
}
