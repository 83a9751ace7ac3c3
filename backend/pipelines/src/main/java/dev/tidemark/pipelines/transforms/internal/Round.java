package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeTables;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.TableVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Transforms that run together see one state of the raw tables: the one of the first look. So a fact and the dimension it
 * points to are made from the same events.
 */
public final class Round {

    private final LakeTables tables;
    private final Map<TableRef, TableVersion> pinned = new HashMap<>();

    public Round(LakeTables tables) {
        this.tables = tables;
    }

    /** The version of a table that this round reads; empty when there is no such table. */
    public Optional<TableVersion> version(TableRef table) {
        TableVersion known = pinned.get(table);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TableVersion> now = tables.current(table);
        if (table.namespace().equals(Lake.RAW)) {
            now.ifPresent(version -> pinned.put(table, version));
        }
        return now;
    }
}
