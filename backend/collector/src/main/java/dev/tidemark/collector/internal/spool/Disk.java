package dev.tidemark.collector.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where segments are written and read. */
interface Disk {

    /** A file that did not exist before and survives a loss of power once it is forced. */
    Tail create(Path file) throws IOException;

    /**
     * Reads from a place of a file until the buffer is full or the file ends.
     *
     * @throws IOException when the rest cannot be read; what was read before is in the buffer
     */
    default void read(Path file, long from, ByteBuffer into) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (into.hasRemaining() && channel.read(into, from + into.position()) >= 0) {}
        }
    }

    /** Makes the name of a file survive a loss of power, or that it has none any more. */
    static void forceName(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** The end of a file. */
    interface Tail extends AutoCloseable {

        void write(ByteBuffer bytes) throws IOException;

        void force() throws IOException;

        void cut(long length) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** This machine's. */
    Disk LOCAL = file -> {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            forceName(file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Tail() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void cut(long length) throws IOException {
                channel.truncate(length);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    };
}
