package dev.tidemark.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that can be recognised later: a pid alone may be given to another process after a crash or a reboot.
 *
 * @param started on Linux the boot's id and the start in clock ticks since then, elsewhere the start in milliseconds
 */
public record ProcessIdentity(long pid, String started) {

    /** The running process with this pid, or nothing when there is none. */
    public static Optional<ProcessIdentity> of(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessIdentity::alive)
                .flatMap(handle -> started(handle).map(started -> new ProcessIdentity(pid, started)));
    }

    /** Whether it runs; one that has ended and whose end nobody has noticed yet (a zombie) does not. */
    static boolean alive(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
            return !Files.exists(stat) || !afterName(Files.readString(stat)).startsWith("Z");
        } catch (IOException _) {
            return false;
        }
    }

    /** The handle, if this very process still runs. */
    public Optional<ProcessHandle> running() {
        return of(pid).filter(this::equals).flatMap(same -> ProcessHandle.of(pid));
    }

    private static Optional<String> started(ProcessHandle handle) {
        Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
        try {
            if (Files.exists(stat)) {
                String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
                return Optional.of(boot.substring(0, 8) + "-" + startTicks(Files.readString(stat)));
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return handle.info().startInstant().map(start -> Long.toString(start.toEpochMilli()));
    }

    /** Field 22 of proc(5)'s stat; counted after the command's name, which may itself hold spaces and brackets. */
    static String startTicks(String stat) {
        return afterName(stat).split(" ", 21)[19];
    }

    private static String afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2);
    }
}
