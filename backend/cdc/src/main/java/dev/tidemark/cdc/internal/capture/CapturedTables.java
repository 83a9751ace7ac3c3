package dev.tidemark.cdc.internal.capture;

import dev.tidemark.cdc.internal.events.TableEvents;
import dev.tidemark.cdc.internal.postgres.Catalog;
import dev.tidemark.cdc.internal.postgres.Relation;
import dev.tidemark.cdc.internal.postgres.SourceColumn;
import dev.tidemark.cdc.internal.postgres.SourceTable;
import dev.tidemark.cdc.internal.postgres.ValueKind;
import dev.tidemark.events.CaptureConfig;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The captured tables of a database, as the log names them, and how their rows become events. Not thread-safe. */
final class CapturedTables {

    private final Catalog catalog;
    private final CaptureWatch watch;
    private final Map<String, Captured> byName = new HashMap<>();

    /** A table with what its columns are at this place in the log. */
    static final class Captured {
        private final CaptureConfig.Table definition;
        private final TableEvents events;
        private final Map<String, ValueKind> kinds;

        private Captured(CaptureConfig.Table definition, TableEvents events, Map<String, ValueKind> kinds) {
            this.definition = definition;
            this.events = events;
            this.kinds = kinds;
        }

        CaptureConfig.Table definition() {
            return definition;
        }

        TableEvents events() {
            return events;
        }
    }

    CapturedTables(
            CaptureConfig.Database source,
            List<SourceTable> tables,
            Catalog catalog,
            InstantSource clock,
            CaptureWatch watch) {
        this.catalog = catalog;
        this.watch = watch;
        for (SourceTable table : tables) {
            Map<String, ValueKind> kinds = new HashMap<>();
            table.columns().forEach(column -> kinds.put(column.name(), column.kind()));
            TableEvents events = new TableEvents(
                    source, table.definition(), column -> kinds.getOrDefault(column, ValueKind.UNSUPPORTED), clock);
            byName.put(table.qualified(), new Captured(table.definition(), events, kinds));
            watch.table(new CaptureStatus.Table(
                    table.qualified(),
                    table.definition().event(),
                    false,
                    0,
                    CaptureStatus.Columns.of(events, table.qualified(), table.columns())));
        }
    }

    /** Null for a table that is published and not captured. */
    @Nullable Captured find(String qualified) {
        return byName.get(qualified);
    }

    /** The log says that a table has these columns from here on. */
    void described(Relation relation) throws SQLException {
        Captured table = byName.get(relation.qualified());
        if (table == null) {
            return;
        }
        table.kinds.clear();
        List<SourceColumn> captured = new ArrayList<>();
        for (Relation.Column described : relation.columns()) {
            SourceColumn column = catalog.column(described);
            table.kinds.put(column.name(), column.kind());
            if (!table.definition.leaveOut().contains(column.name())) {
                captured.add(column);
            }
        }
        watch.columns(relation.qualified(), CaptureStatus.Columns.of(table.events, relation.qualified(), captured));
    }
}
