package dev.tidemark.lake;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/** Which snapshot last changed the rows of a table: equal contents mean equal rows. */
public final class Contents {

    /**
     * The summary property in which a commit without files names the snapshot whose rows it has, so that those between may expire.
     * Only for a writer that is the only one to change rows.
     */
    public static final String SAME_ROWS_AS = "tidemark.same-rows-as";

    private Contents() {}

    /** The newest snapshot at or before it that changed rows; empty when none did. */
    public static OptionalLong of(Table table, Snapshot snapshot) {
        Snapshot before = snapshot;
        while (!changedRows(before)) {
            String same = before.summary().get(SAME_ROWS_AS);
            if (same != null) {
                return OptionalLong.of(Long.parseLong(same));
            }
            Long parent = before.parentId();
            if (parent == null) {
                return OptionalLong.empty();
            }
            Snapshot known = table.snapshot(parent);
            if (known == null) {
                return OptionalLong.of(before.snapshotId());
            }
            before = known;
        }
        return OptionalLong.of(before.snapshotId());
    }

    /** What a commit without files says of the rows, on top of the current snapshot. */
    public static Map<String, String> unchanged(Table table) {
        Snapshot current = table.currentSnapshot();
        OptionalLong contents = current == null ? OptionalLong.empty() : of(table, current);
        return contents.isPresent() ? Map.of(SAME_ROWS_AS, Long.toString(contents.getAsLong())) : Map.of();
    }

    private static boolean changedRows(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return !DataOperations.REPLACE.equals(snapshot.operation())
                && (summary.containsKey(SnapshotSummary.ADDED_FILES_PROP)
                        || summary.containsKey(SnapshotSummary.DELETED_FILES_PROP)
                        || summary.containsKey(SnapshotSummary.ADDED_DELETE_FILES_PROP)
                        || summary.containsKey(SnapshotSummary.REMOVED_DELETE_FILES_PROP));
    }
}
