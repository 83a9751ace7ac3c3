package dev.tidemark.server.incidents;

import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Subject;
import dev.tidemark.router.KnownIncidents;
import dev.tidemark.router.Notice;
import dev.tidemark.stores.StoreName;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Unresolved incidents of datasets, of what they are made from, and of rollups, for the receipts of answers that rest on them.
 *
 * @param open as of a moment ago; never waits
 */
record IncidentNotices(Supplier<List<Incident>> open) implements KnownIncidents {

    /** The same tables, read by different engines. */
    private static final Set<String> LAKE = Set.of(StoreName.WAREHOUSE.word(), StoreName.LAKEHOUSE.word());

    @Override
    public List<Notice> of(Use use) {
        return open.get().stream().flatMap(incident -> notices(incident, use)).toList();
    }

    /** Of the incident itself, or else of what it makes late. */
    private static Stream<Notice> notices(Incident incident, Use use) {
        if (concerns(incident.subject(), use)) {
            return Stream.of(notice(incident, ""));
        }
        return incident.affects().stream()
                .filter(name -> concerns(new Subject(incident.subject().kind(), name), use))
                .map(name -> notice(incident, name + " is late for it. "));
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

    private static Notice notice(Incident incident, String effect) {
        return new Notice(
                "incident",
                Long.toString(incident.id()),
                null,
                incident.summary() + " " + effect + "See /" + incident.page() + ".");
    }
}
