package dev.tidemark.collector.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where new segments are written. */
interface Disk {

    /** A file that did not exist before and survives a loss of power once it is forced. */
    Tail create(Path file) throws IOException;

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
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
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
