package dev.tidemark.collector.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** This machine's disk, which fails when it is told to, after half of what it was given. */
final class FailingDisk implements Disk {

    enum Moment {
        WRITE,
        FORCE,
        CREATE,
        /** Not a failure of the disk but of the program. */
        ERROR
    }

    final AtomicInteger forces = new AtomicInteger();
    private volatile Optional<Moment> failing = Optional.empty();

    private volatile long readable = Long.MAX_VALUE;

    /** Nothing behind this byte of any file can be read. */
    void readableUpTo(long bytes) {
        readable = bytes;
    }

    @Override
    public void read(Path file, long from, ByteBuffer into) throws IOException {
        int wanted = into.limit();
        into.limit((int) Math.max(into.position(), Math.min(wanted, readable - from)));
        Disk.super.read(file, from, into);
        if (into.limit() < wanted) {
            throw new IOException("the disk cannot be read from " + readable + " on");
        }
    }

    void fail(Moment moment) {
        failing = Optional.of(moment);
    }

    void recover() {
        failing = Optional.empty();
    }

    @Override
    public Tail create(Path file) throws IOException {
        failAt(Moment.CREATE);
        Tail real = LOCAL.create(file);
        return new Tail() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                if (failing.filter(Moment.WRITE::equals).isPresent()) {
                    real.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
                }
                failAt(Moment.WRITE);
                if (failing.filter(Moment.ERROR::equals).isPresent()) {
                    throw new StackOverflowError("somebody's mistake");
                }
                real.write(bytes);
            }

            @Override
            public void force() throws IOException {
                forces.incrementAndGet();
                failAt(Moment.FORCE);
                real.force();
            }

            @Override
            public void cut(long length) throws IOException {
                real.cut(length);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    private void failAt(Moment moment) throws IOException {
        if (failing.filter(moment::equals).isPresent()) {
            throw new IOException("the disk fails at " + moment);
        }
    }
}
