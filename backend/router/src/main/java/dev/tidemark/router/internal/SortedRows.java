package dev.tidemark.router.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.export.ExportSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Rows in order, however many: so many are kept in memory, and the others lie sorted in scratch files that are merged while they
 * are read. Rows may be added by several threads; they are read once, when all are there.
 */
final class SortedRows implements AutoCloseable {

    private final Comparator<List<@Nullable Object>> order;
    private final ExportSettings limits;
    private final List<ScratchRun> runs = new ArrayList<>();
    private List<List<@Nullable Object>> memory = new ArrayList<>();
    private long bytes;
    private boolean closed;

    SortedRows(Comparator<List<@Nullable Object>> order, ExportSettings limits) {
        this.order = order;
        this.limits = limits;
    }

    /**
     * @throws ProblemException {@link RoutingProblem#EXPORT_TOO_LARGE} when the scratch files become too large
     */
    synchronized void add(List<@Nullable Object> row) {
        if (closed) {
            throw new IllegalStateException("nobody wants these rows any more");
        }
        memory.add(row);
        if (memory.size() >= limits.rowsInMemory()) {
            spill();
        }
    }

    private void spill() {
        memory.sort(order);
        try {
            ScratchRun run = new ScratchRun(limits.scratch(), memory);
            runs.add(run);
            bytes += run.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a scratch file into " + limits.scratch(), e);
        }
        if (bytes > limits.maxScratchBytes()) {
            throw new ProblemException(
                    RoutingProblem.EXPORT_TOO_LARGE, "its rows take more than " + limits.maxScratchBytes() + " bytes");
        }
        memory = new ArrayList<>();
    }

    synchronized Iterator<List<@Nullable Object>> rows() {
        memory.sort(order);
        return runs.isEmpty() ? memory.iterator() : new Merged();
    }

    @Override
    public synchronized void close() {
        closed = true;
        memory = new ArrayList<>();
        for (ScratchRun run : runs) {
            try {
                run.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot give back a scratch file", e);
            }
        }
    }

    private record Head(List<@Nullable Object> row, int source) {}

    private final class Merged implements Iterator<List<@Nullable Object>> {

        private final PriorityQueue<Head> heads = new PriorityQueue<>((a, b) -> order.compare(a.row(), b.row()));
        private final Iterator<List<@Nullable Object>> last = memory.iterator();

        Merged() {
            for (int i = 0; i <= runs.size(); i++) {
                refill(i);
            }
        }

        private void refill(int source) {
            try {
                if (source == runs.size()) {
                    if (last.hasNext()) {
                        heads.add(new Head(last.next(), source));
                    }
                } else if (runs.get(source).hasNext()) {
                    heads.add(new Head(runs.get(source).next(), source));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read a scratch file", e);
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public List<@Nullable Object> next() {
            Head head = heads.remove();
            refill(head.source());
            return head.row();
        }
    }
}
