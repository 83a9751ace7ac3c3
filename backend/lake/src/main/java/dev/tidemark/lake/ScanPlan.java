package dev.tidemark.lake;

import java.util.List;

/**
 * What to read to see a table at one snapshot.
 *
 * @param relation a DuckDB SELECT over exactly the planned files, matched by field id, deleted rows left out
 * @param files data files it opens
 * @param rows rows in those files
 * @param bytes bytes of those files
 */
public record ScanPlan(String relation, List<LakeColumn> columns, int files, long rows, long bytes) {

    public ScanPlan {
        columns = List.copyOf(columns);
    }
}
