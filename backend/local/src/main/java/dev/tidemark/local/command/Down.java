package dev.tidemark.local.command;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.SupervisorLock;
import dev.tidemark.local.process.Supervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code tidemark down}: stops everything, and looks that nothing is left. */
public record Down(Home home, PrintStream out) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    public int run() throws IOException, InterruptedException {
        Optional<ProcessHandle> supervisor = SupervisorLock.holder(home);
        if (supervisor.isPresent()) {
            out.println("Stopping …");
            end(supervisor.get());
        }
        Supervisor.endLeftovers(home.run(), name -> out.println("Ended " + name + ", which nobody watched any more."));
        StatusFile.of(home).delete();
        out.println(supervisor.isPresent() ? "Tidemark is down." : "Tidemark was not running.");
        return 0;
    }

    private void end(ProcessHandle supervisor) throws InterruptedException {
        supervisor.destroy();
        try {
            supervisor.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            out.println("The supervisor did not stop within " + PATIENCE.toSeconds() + " s and is killed.");
            supervisor.destroyForcibly();
        }
    }

    /** For a shutdown hook: says what went wrong instead of throwing. */
    void stopQuietly() {
        try {
            run();
        } catch (IOException e) {
            out.println("Could not stop: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
