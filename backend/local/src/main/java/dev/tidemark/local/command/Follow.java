package dev.tidemark.local.command;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.process.LogFile;
import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.PartStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Prints a supervisor's progress, a line for each step of each part. */
record Follow(Home home, ProcessHandle supervisor, PrintStream out) {

    private static final Set<PartState> SILENT = Set.of(PartState.WAITING, PartState.STOPPED);
    private static final Duration BETWEEN_DETAILS = Duration.ofSeconds(5);

    /** The exit code: 0 when every part is healthy, 1 when one has failed or the supervisor ended. */
    int untilHealthy() throws IOException, InterruptedException {
        Instant began = Instant.now();
        Map<String, Shown> shown = new HashMap<>();
        while (true) {
            boolean alive = supervisor.isAlive();
            List<StatusFile.Entry> entries = StatusFile.of(home).read();
            entries.forEach(entry -> show(entry.status(), began, shown));
            if (anyFailed(entries)) {
                out.println("Not everything came up. ./tidemark logs NAME shows why, ./tidemark down stops the rest.");
                return 1;
            }
            if (!entries.isEmpty() && entries.stream().allMatch(Follow::healthy)) {
                done(entries, began);
                return 0;
            }
            if (!alive) {
                out.println("The supervisor ended:");
                out.println(new LogFile(home.log("supervisor")).lastLines(10));
                return 1;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static boolean healthy(StatusFile.Entry entry) {
        return entry.status().state() == PartState.HEALTHY;
    }

    private static boolean anyFailed(List<StatusFile.Entry> entries) {
        return entries.stream().anyMatch(entry -> entry.status().state() == PartState.FAILED);
    }

    private record Shown(PartState state, Instant at) {}

    private void show(PartStatus status, Instant began, Map<String, Shown> shown) {
        Instant now = Instant.now();
        Shown before = shown.get(status.name());
        boolean news = before == null || before.state() != status.state();
        boolean more = before != null
                && status.state() == PartState.DOWNLOADING
                && before.at().plus(BETWEEN_DETAILS).isBefore(now);
        if (!news && !more) {
            return;
        }
        shown.put(status.name(), new Shown(status.state(), now));
        if (!SILENT.contains(status.state())) {
            out.printf(
                    Locale.ROOT,
                    "  %6.1f s  %-18s %s%s%n",
                    Duration.between(began, now).toMillis() / 1000.0,
                    status.name(),
                    status.state().name().toLowerCase(Locale.ROOT),
                    status.detail().isEmpty() ? "" : ": " + status.detail());
        }
    }

    private void done(List<StatusFile.Entry> entries, Instant began) {
        long seconds = Duration.between(began, Instant.now()).toSeconds();
        String where = entries.stream()
                .filter(entry -> entry.status().name().equals("portal"))
                .findFirst()
                .map(portal -> ": http://localhost:" + portal.ports().get("portal") + "/")
                .orElse(" (the engines only)");
        out.println("Tidemark is up" + where + "  (" + seconds + " s)");
    }
}
