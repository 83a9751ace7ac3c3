package dev.tidemark.cdc.internal.capture;

import dev.tidemark.cdc.internal.capture.CapturedTables.Captured;
import dev.tidemark.cdc.internal.events.ChangeReader;
import dev.tidemark.cdc.internal.events.ChangeReader.Reading;
import dev.tidemark.cdc.internal.events.RowVersion;
import dev.tidemark.cdc.internal.events.TableEvents;
import dev.tidemark.cdc.internal.postgres.Cell;
import dev.tidemark.cdc.internal.postgres.Snapshot;
import dev.tidemark.cdc.internal.postgres.SourceTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the rows of a table that were there before, a part at a time; each part is safe before the next is begun. Not thread-safe. */
final class TableReading {

    private static final int PART = 2_000;

    private final SourceTable table;
    private final Captured captured;
    private final ChangeReader changes;
    private final Outbox outbox;
    private final CaptureWatch watch;
    private final Save save;
    private List<String> lastKey = List.of();
    private long rows;

    /** Makes progress safe. */
    @FunctionalInterface
    interface Save {
        void save(Progress progress, Outbox outbox) throws Exception;
    }

    TableReading(
            SourceTable table,
            CapturedTables tables,
            ChangeReader changes,
            Outbox outbox,
            CaptureWatch watch,
            Save save) {
        Captured known = tables.find(table.qualified());
        if (known == null) {
            throw new IllegalArgumentException(table.qualified() + " is not captured");
        }
        this.table = table;
        this.captured = known;
        this.changes = changes;
        this.outbox = outbox;
        this.watch = watch;
        this.save = save;
    }

    /**
     * @return the progress when all of the table is safe
     */
    Progress read(Snapshot snapshot, Reading reading, Progress before, Progress.Table from) throws Exception {
        Progress progress = before;
        Progress.Table state = from;
        if (state.clears() && state.after().isEmpty()) {
            send(changes.cleared(table.definition(), reading));
        }
        boolean more = true;
        while (more) {
            rows = 0;
            snapshot.read(table, state.after(), PART, row -> {
                send(changes.read(table.definition(), reading, columns(row)));
                lastKey = key(row);
                return ++rows < PART;
            });
            more = rows == PART;
            outbox.awaitEmpty(() -> {});
            state = more ? state.upTo(table.definition().key(), lastKey, rows) : state.complete(rows);
            progress = progress.with(table.qualified(), state);
            save.save(progress, outbox);
            watch.rows(table.qualified(), state.rows(), state.done());
        }
        return progress;
    }

    private void send(RowVersion version) throws Exception {
        TableEvents.Written written = captured.events().write(version);
        if (outbox.full()) {
            outbox.awaitRoom(() -> {});
        }
        outbox.send(written.record(), () -> {});
        watch.written(written.quarantined() != null);
    }

    private Map<String, Cell> columns(List<Cell> row) {
        Map<String, Cell> columns = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            columns.put(table.columns().get(i).name(), row.get(i));
        }
        return columns;
    }

    private List<String> key(List<Cell> row) {
        Map<String, Cell> columns = columns(row);
        List<String> key = new ArrayList<>();
        for (String column : table.definition().key()) {
            if (!(columns.get(column) instanceof Cell.Text text)) {
                throw new IllegalStateException("A key of " + table.qualified() + " has no value");
            }
            key.add(text.value());
        }
        return key;
    }
}
