package dev.tidemark.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory a process and its children hold. */
public final class Memory {

    private Memory() {}

    /** Resident bytes of the process and its descendants, shared pages counted once where the system tells; 0 if it is gone. */
    public static long resident(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> residentAlone(each.pid()))
                .sum();
    }

    private static long residentAlone(long pid) {
        long proportional = kibibytes(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
        if (proportional > 0) {
            return proportional * 1024;
        }
        long resident = kibibytes(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
        return (resident > 0 ? resident : fromPs(pid)) * 1024;
    }

    private static long kibibytes(Path file, String field) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }

    private static long fromPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return answer.isEmpty() ? 0 : Long.parseLong(answer);
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }
}
