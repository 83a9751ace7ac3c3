package dev.tidemark.router.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sorted rows in a file that nobody else can read. Its name is gone as soon as it is open, so that no crash leaves it behind. */
final class ScratchRun implements AutoCloseable {

    private static final int BUFFER = 1 << 15;

    private final FileChannel channel;
    private final int rows;
    private final long bytes;
    private @Nullable DataInputStream in;
    private int read;

    ScratchRun(Path directory, List<List<@Nullable Object>> sorted) throws IOException {
        this.rows = sorted.size();
        this.channel = open(directory);
        try {
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
            for (List<@Nullable Object> row : sorted) {
                RowCodec.write(row, out);
            }
            out.flush();
            this.bytes = channel.position();
            channel.position(0);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel open(Path directory) throws IOException {
        Files.createDirectories(directory);
        return FileChannel.open(
                directory.resolve("tidemark-export-" + UUID.randomUUID()),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    long bytes() {
        return bytes;
    }

    boolean hasNext() {
        return read < rows;
    }

    List<@Nullable Object> next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        DataInputStream from = in;
        if (from == null) {
            from = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
            in = from;
        }
        read++;
        return RowCodec.read(from);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
