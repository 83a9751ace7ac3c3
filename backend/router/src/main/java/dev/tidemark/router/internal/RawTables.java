package dev.tidemark.router.internal;

import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.Metric.Status;
import dev.tidemark.stores.TableName;
import java.util.List;
import java.util.Optional;

/**
 * Keeps questions away from raw tables, which hold events as they came in: unchecked, and dear to read. A dashboard and a
 * certified metric never read them; anybody else says why.
 */
final class RawTables {

    private static final String RAW = "raw";

    private RawTables() {}

    /** Why a question may not read these tables; empty when it may. */
    static Optional<String> barred(Question question, List<TableName> tables) {
        Optional<TableName> raw =
                tables.stream().filter(table -> table.namespace().equals(RAW)).findFirst();
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        if (question.query().purpose().dashboard() != null) {
            return Optional.of("a dashboard never reads " + raw.get());
        }
        Optional<Metric> certified = question.outputs().stream()
                .flatMap(output -> question.catalog().lineage(output.metric()).stream())
                .filter(metric -> metric.status() == Status.CERTIFIED)
                .findFirst();
        if (certified.isPresent()) {
            return Optional.of("the certified metric " + certified.get().name() + " never reads " + raw.get());
        }
        String reason = question.query().purpose().reason();
        return reason == null || reason.isBlank()
                ? Optional.of("reading " + raw.get() + " needs a purpose.reason")
                : Optional.empty();
    }
}
