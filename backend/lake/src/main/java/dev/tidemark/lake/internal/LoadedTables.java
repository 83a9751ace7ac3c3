package dev.tidemark.lake.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;

/**
 * Tables as readers see them, at most so old. Asking the catalog costs one row in PostgreSQL; the metadata file is read only
 * when it is another one. What comes out never changes, so readers need no locks.
 */
public final class LoadedTables {

    private final Catalog catalog;
    private final long maxAgeNanos;
    private final Map<TableIdentifier, Entry> entries = new ConcurrentHashMap<>();

    public LoadedTables(Catalog catalog, Duration maxAge) {
        this.catalog = catalog;
        this.maxAgeNanos = maxAge.toNanos();
    }

    public Optional<Table> latest(TableIdentifier name) {
        Entry entry = entries.computeIfAbsent(name, missing -> new Entry());
        synchronized (entry) {
            try {
                return Optional.of(entry.latest(name));
            } catch (NoSuchTableException e) {
                entries.remove(name, entry);
                return Optional.empty();
            }
        }
    }

    private final class Entry {
        private @Nullable TableOperations operations;
        private @Nullable TableMetadata metadata;
        private @Nullable Table view;
        private long checkedAt;

        Table latest(TableIdentifier name) {
            Table known = view;
            if (known != null && System.nanoTime() - checkedAt < maxAgeNanos) {
                return known;
            }
            TableMetadata now = refresh(name);
            checkedAt = System.nanoTime();
            if (known == null || !now.equals(metadata)) {
                known = new BaseTable(
                        new StaticTableOperations(now, operations(name).io()), name.toString());
                view = known;
                metadata = now;
            }
            return known;
        }

        private TableMetadata refresh(TableIdentifier name) {
            TableOperations asked = operations(name);
            try {
                return asked.refresh();
            } catch (IllegalStateException | IllegalArgumentException recreated) {
                // Dropped and created again: its identity differs, so it is another table.
                operations = null;
                return operations(name).refresh();
            }
        }

        private TableOperations operations(TableIdentifier name) {
            TableOperations known = operations;
            if (known == null) {
                known = ((HasTableOperations) catalog.loadTable(name)).operations();
                operations = known;
            }
            return known;
        }
    }
}
