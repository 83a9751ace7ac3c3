package dev.tidemark.local.home;

import dev.tidemark.local.process.PidFile;
import dev.tidemark.local.process.ProcessIdentity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held by the one supervisor of a home for as long as it lives. The system lets go of it when the process dies, however
 * that happens, so a lock that is left over never has to be removed by hand.
 */
public final class SupervisorLock implements Closeable {

    private final FileChannel channel;
    private final FileLock lock;

    private SupervisorLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock and writes down who has it; empty when another process has it. */
    public static Optional<SupervisorLock> take(Home home) throws IOException {
        Files.createDirectories(home.run());
        FileChannel channel = FileChannel.open(
                home.run().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        holderFile(home).write(ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow());
        return Optional.of(new SupervisorLock(channel, lock));
    }

    /** The running process that holds the lock of this home. */
    public static Optional<ProcessHandle> holder(Home home) {
        return holderFile(home).read().flatMap(ProcessIdentity::running);
    }

    private static PidFile holderFile(Home home) {
        Path file = home.run().resolve("supervisor");
        return new PidFile(file);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
