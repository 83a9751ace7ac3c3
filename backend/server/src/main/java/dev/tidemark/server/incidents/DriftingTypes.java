package dev.tidemark.server.incidents;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.EventType;
import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Lookout;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import dev.tidemark.traffic.Drift;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Defined types of events whose traffic drifts: all fields that drift in one way are one incident. */
record DriftingTypes(Supplier<List<Drift>> drifts, Supplier<Definitions> definitions, Clock clock) implements Lookout {

    static final String NOBODY = "platform";
    private static final int SHOWN = 20;

    @Override
    public Set<Check> checks() {
        return EnumSet.copyOf(EnumSet.allOf(Drift.Kind.class).stream()
                .map(DriftingTypes::check)
                .toList());
    }

    private static Check check(Drift.Kind kind) {
        return switch (kind) {
            case UNKNOWN_FIELD -> Check.UNKNOWN_FIELD;
            case MISSING_FIELD -> Check.MISSING_FIELD;
            case TYPE -> Check.TYPE;
            case NEW_VALUE -> Check.NEW_VALUE;
            case VANISHED -> Check.VANISHED;
            case DISTRIBUTION -> Check.DISTRIBUTION;
        };
    }

    @Override
    public String passing() {
        return "The traffic has been without it for a while.";
    }

    private record Way(String type, Drift.Kind kind) {}

    @Override
    public Look look() {
        Instant now = clock.instant();
        Map<String, String> owners = definitions.get().workspaces().stream()
                .flatMap(workspace -> workspace.eventTypes().stream())
                .collect(Collectors.toMap(EventType::name, EventType::owner, (first, second) -> first));
        List<Finding> found = drifts.get().stream()
                .filter(drift -> owners.containsKey(drift.eventType()))
                .collect(Collectors.groupingBy(drift -> new Way(drift.eventType(), drift.kind())))
                .entrySet()
                .stream()
                .map(each -> finding(each.getKey(), each.getValue(), owners))
                .toList();
        return new Look(now, found, Set.of());
    }

    private static Finding finding(Way way, List<Drift> drifts, Map<String, String> owners) {
        List<Drift> ordered = drifts.stream()
                .sorted(Comparator.comparing(Drift::field).thenComparing(Drift::subject))
                .toList();
        return new Finding(
                new Subject(Subject.Kind.EVENT_TYPE, way.type()),
                check(way.kind()),
                severity(way.kind()),
                owners.getOrDefault(way.type(), NOBODY),
                way.type() + ": " + way.kind().words() + where(way, ordered) + ".",
                Map.of(
                        "fields",
                        ordered.stream()
                                .limit(SHOWN)
                                .map(DriftingTypes::evidence)
                                .toList(),
                        "count",
                        ordered.size()),
                link(way),
                ordered.stream()
                        .map(Drift::firstAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                ordered.stream()
                        .map(Drift::lastAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** A name that a sender made up may be anything, and notices leave the portal: only defined ones are told. */
    private static String where(Way way, List<Drift> drifts) {
        if (way.kind() == Drift.Kind.UNKNOWN_FIELD) {
            return " in " + Sentences.count(drifts.size(), "place", "places");
        }
        return " in "
                + Sentences.of(drifts.stream()
                        .map(drift -> drift.field().split("/", 2)[0])
                        .distinct()
                        .toList());
    }

    private static Severity severity(Drift.Kind kind) {
        return switch (kind) {
            case UNKNOWN_FIELD, MISSING_FIELD, TYPE, VANISHED -> Severity.WARNING;
            case NEW_VALUE, DISTRIBUTION -> Severity.INFO;
        };
    }

    /** What a new value is stays in the page about the schema: it is a part of an event. */
    private static Map<String, Object> evidence(Drift drift) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("field", drift.field());
        evidence.put("sources", drift.sources());
        evidence.put("first_at", drift.firstAt().toString());
        evidence.put("last_at", drift.lastAt().toString());
        if (drift.kind() != Drift.Kind.NEW_VALUE) {
            evidence.put("detail", drift.detail());
        }
        return evidence;
    }

    /** Events that were not accepted can be repaired; of the others their schema speaks. */
    private static String link(Way way) {
        return switch (way.kind()) {
            case UNKNOWN_FIELD, MISSING_FIELD, TYPE -> "quarantine";
            case NEW_VALUE, VANISHED, DISTRIBUTION ->
                way.type().matches("[A-Za-z0-9_]{1,100}") ? "schemas/" + way.type() : "schemas";
        };
    }
}
