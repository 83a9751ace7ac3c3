package dev.tidemark.pipelines.maintenance;

import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.maintenance.Chore;
import dev.tidemark.lake.maintenance.MaintenanceReport;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A run as the history keeps it.
 *
 * @param problem the code of what went wrong; the table is then as it was, or better
 */
public record MaintenanceRun(
        long id,
        TableRef table,
        MaintenanceCause cause,
        Set<Chore> chores,
        Instant startedAt,
        Instant endedAt,
        MaintenanceReport report,
        Optional<String> problem,
        String detail) {

    public MaintenanceRun {
        chores = Set.copyOf(chores);
    }

    /** {@code done}, {@code unchanged} or {@code failed}. */
    public String outcome() {
        if (problem.isPresent()) {
            return "failed";
        }
        return report.equals(MaintenanceReport.NOTHING) ? "unchanged" : "done";
    }
}
