package dev.tidemark.local.command;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.SupervisorLock;
import dev.tidemark.local.process.Memory;
import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code tidemark status}: each part with its health, memory and address. */
public record Status(Home home, boolean json, PrintStream out) {

    /** The exit code: 0 when everything is healthy, 1 when something is not, 3 when nothing runs. */
    public int run() throws IOException {
        Optional<ProcessHandle> supervisor = SupervisorLock.holder(home);
        List<StatusFile.Entry> entries =
                supervisor.isPresent() ? StatusFile.of(home).read() : List.of();
        boolean healthy =
                entries.stream().allMatch(entry -> entry.status().state() == PartState.HEALTHY) && !entries.isEmpty();
        Map<String, Long> memory = new LinkedHashMap<>();
        supervisor.ifPresent(handle -> memory.put("supervisor", alone(handle, entries)));
        entries.forEach(entry -> memory.put(entry.status().name(), memory(entry)));
        if (json) {
            printJson(supervisor, healthy, entries, memory);
        } else {
            print(supervisor, entries, memory);
        }
        if (supervisor.isEmpty()) {
            return 3;
        }
        return healthy ? 0 : 1;
    }

    private static long memory(StatusFile.Entry entry) {
        ProcessIdentity process = entry.status().process();
        return process == null ? 0 : process.running().map(Memory::resident).orElse(0L);
    }

    /** The supervisor's own memory: its children are the parts. */
    private static long alone(ProcessHandle supervisor, List<StatusFile.Entry> entries) {
        return Math.max(
                0,
                Memory.resident(supervisor)
                        - entries.stream().mapToLong(Status::memory).sum());
    }

    private void printJson(
            Optional<ProcessHandle> supervisor,
            boolean healthy,
            List<StatusFile.Entry> entries,
            Map<String, Long> memory)
            throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("home", home.root().toString());
        document.put("running", supervisor.isPresent());
        document.put("healthy", healthy);
        supervisor.ifPresent(handle -> document.put("supervisor_pid", handle.pid()));
        document.put(
                "resident_bytes",
                memory.values().stream().mapToLong(Long::longValue).sum());
        document.put(
                "processes", entries.stream().map(entry -> json(entry, memory)).toList());
        out.println(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(document));
    }

    private Map<String, Object> json(StatusFile.Entry entry, Map<String, Long> memory) {
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("name", entry.status().name());
        process.put("state", entry.status().state().name().toLowerCase(Locale.ROOT));
        process.put("detail", entry.status().detail());
        process.put("since", entry.status().since().toString());
        process.put("restarts", entry.status().restarts());
        ProcessIdentity identity = entry.status().process();
        if (identity != null) {
            process.put("pid", identity.pid());
        }
        process.put("resident_bytes", memory.getOrDefault(entry.status().name(), 0L));
        process.put("ports", entry.ports());
        entry.url().ifPresent(url -> process.put("url", url));
        process.put("log", home.log(entry.status().name()).toString());
        return process;
    }

    private void print(Optional<ProcessHandle> supervisor, List<StatusFile.Entry> entries, Map<String, Long> memory) {
        if (supervisor.isEmpty()) {
            out.println("Tidemark is not running. ./tidemark up starts it.");
            return;
        }
        out.printf("%-18s %-11s %9s %8s %7s  %s%n", "PROCESS", "STATE", "SINCE", "MEMORY", "RESTARTS", "WHERE");
        for (StatusFile.Entry entry : entries) {
            out.printf(
                    "%-18s %-11s %9s %5d MB %8d  %s%n",
                    entry.status().name(),
                    entry.status().state().name().toLowerCase(Locale.ROOT),
                    ago(entry.status().since()),
                    megabytes(memory.getOrDefault(entry.status().name(), 0L)),
                    entry.status().restarts(),
                    entry.url().orElse(addresses(entry.ports())));
            if (!entry.status().detail().isEmpty()) {
                out.println("    " + entry.status().detail());
            }
        }
        out.printf("%-18s %-11s %9s %5d MB%n", "supervisor", "", "", megabytes(memory.getOrDefault("supervisor", 0L)));
        out.printf(
                "%-18s %-11s %9s %5d MB%n",
                "all",
                "",
                "",
                megabytes(memory.values().stream().mapToLong(Long::longValue).sum()));
    }

    private static String addresses(Map<String, Integer> ports) {
        return String.join(
                ", ", ports.values().stream().map(port -> "127.0.0.1:" + port).toList());
    }

    private static long megabytes(long bytes) {
        return Math.round(bytes / 1e6);
    }

    static String ago(Instant since) {
        Duration age = Duration.between(since, Instant.now());
        if (age.toHours() > 0) {
            return age.toHours() + " h " + age.toMinutesPart() + " m";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " m " + age.toSecondsPart() + " s" : age.toSeconds() + " s";
    }
}
