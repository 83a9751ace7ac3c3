package dev.tidemark.client.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bounded by bytes; lost with the process. */
public final class MemoryQueue implements EventQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> events = new ArrayDeque<>();
    private final long mostBytes;
    private long bytes;
    private boolean stopped;

    public MemoryQueue(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public boolean add(byte[] event, Duration waiting) throws InterruptedException {
        long left = waiting.toNanos();
        lock.lock();
        try {
            while (bytes + event.length > mostBytes && !stopped) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            if (stopped) {
                return false;
            }
            events.addLast(event);
            bytes += event.length;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<byte[]> first(int most, int mostOfBatch, Duration linger, Duration patience)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (events.isEmpty() && left > 0 && !stopped) {
                left = changed.awaitNanos(left);
            }
            left = linger.toNanos();
            while (!events.isEmpty() && events.size() < most && bytes < mostOfBatch && left > 0 && !stopped) {
                left = changed.awaitNanos(left);
            }
            List<byte[]> batch = new ArrayList<>();
            long size = 0;
            for (byte[] event : events) {
                size += event.length + 1;
                if (batch.size() == most || !batch.isEmpty() && size > mostOfBatch) {
                    break;
                }
                batch.add(event);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                bytes -= events.removeFirst().length;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
