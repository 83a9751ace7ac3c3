package dev.tidemark.server.incidents;

import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Subject;
import dev.tidemark.router.KnownIncidents;
import dev.tidemark.router.Notice;
import dev.tidemark.stores.StoreName;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Unresolved incidents of datasets and rollups, for the receipts of answers that rest on them.
 *
 * @param open as of a moment ago; never waits
 */
record IncidentNotices(Supplier<List<Incident>> open) implements KnownIncidents {

    /** The same tables, read by different engines. */
    private static final Set<String> LAKE = Set.of(StoreName.WAREHOUSE.word(), StoreName.LAKEHOUSE.word());

    @Override
    public List<Notice> of(Use use) {
        return open.get().stream()
                .filter(incident -> concerns(incident.subject(), use))
                .map(IncidentNotices::notice)
                .toList();
    }

    private static boolean concerns(Subject subject, Use use) {
        return switch (subject.kind()) {
            case DATASET ->
                use.tables().stream()
                        .anyMatch(table -> subject.name().equals(use.store() + "/" + table)
                                || LAKE.contains(use.store())
                                        && LAKE.stream()
                                                .anyMatch(
                                                        store -> subject.name().equals(store + "/" + table)));
            case ROLLUP ->
                use.rollup()
                        .filter(rollup -> subject.name().equals(use.workspace() + "/" + rollup))
                        .isPresent();
            case METRIC, SOURCE, EVENT_TYPE, PROPOSAL -> false;
        };
    }

    private static Notice notice(Incident incident) {
        return new Notice(
                "incident", Long.toString(incident.id()), null, incident.summary() + " See /" + incident.page() + ".");
    }
}
