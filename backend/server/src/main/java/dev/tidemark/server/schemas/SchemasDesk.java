package dev.tidemark.server.schemas;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.frontend.schemas.SchemaStory;
import dev.tidemark.frontend.schemas.SchemaSummary;
import dev.tidemark.frontend.schemas.SchemaUse;
import dev.tidemark.frontend.schemas.Schemas;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import dev.tidemark.traffic.Drift;
import dev.tidemark.traffic.DriftWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the pages about schemas. */
record SchemasDesk(Supplier<Definitions> definitions, Registry registry, Store realtime, DriftWatch watch, Clock clock)
        implements Schemas {

    private static final Duration LATELY = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_USES = 500;

    private record Defined(Workspace workspace, EventType type) {
        Subject subject() {
            return Subject.of(type.family(), type.name());
        }
    }

    @Override
    public List<SchemaSummary> all() {
        return defined().stream().map(this::summary).toList();
    }

    @Override
    public Optional<SchemaStory> story(String eventType) {
        return find(eventType).map(this::story);
    }

    @Override
    public List<SchemaUse> use(String eventType) {
        return find(eventType).map(this::use).orElse(List.of());
    }

    @Override
    public List<Drift> drifts(String eventType) {
        return watch.drifts(Optional.of(eventType));
    }

    private List<Defined> defined() {
        return definitions.get().workspaces().stream()
                .flatMap(workspace -> workspace.eventTypes().stream().map(type -> new Defined(workspace, type)))
                .sorted(Comparator.comparing((Defined one) -> one.workspace().name())
                        .reversed()
                        .thenComparing(one -> one.type().family())
                        .thenComparing(one -> one.type().name()))
                .toList();
    }

    private Optional<Defined> find(String eventType) {
        return defined().stream()
                .filter(one -> one.type().name().equals(eventType))
                .findFirst();
    }

    private SchemaSummary summary(Defined one) {
        List<SchemaVersion> versions = registry.live(one.subject());
        return new SchemaSummary(
                one.workspace().name(),
                one.type().family(),
                one.type().name(),
                one.type().owner(),
                one.type().description(),
                versions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(versions.getLast().version()),
                registry.level(one.subject()).name(),
                new RecordFields(one.type().avroSchema()).count());
    }

    private SchemaStory story(Defined one) {
        List<SchemaVersion> versions = registry.live(one.subject());
        return new SchemaStory(
                summary(one),
                one.subject().name(),
                one.workspace().name() + "/events/" + one.type().family() + "/"
                        + one.type().name() + ".avsc",
                new RecordFields(one.type().avroSchema()).describe(one.type().piiFields(), versions),
                RecordFields.history(versions));
    }

    private List<SchemaUse> use(Defined one) {
        String table = one.type().family() + "_rt";
        Instant since = clock.instant().minus(LATELY);
        StoreAnswer answer = realtime.query(new StoreQuery(
                "SELECT source, schema_version, COUNT(*) AS events, MAX(event_time) AS last_at FROM " + table
                        + " WHERE event_type = ? AND event_time >= ? GROUP BY source, schema_version LIMIT "
                        + MOST_USES,
                List.of(one.type().name(), since),
                List.of(TableUse.current(new TableName("", table))),
                PATIENCE,
                MOST_USES));
        return answer.rows().stream()
                .map(row -> new SchemaUse(
                        String.valueOf(row.get(0)),
                        (int) number(row.get(1)),
                        number(row.get(2)),
                        row.get(3) instanceof Instant at ? at : Instant.ofEpochMilli(number(row.get(3)))))
                .sorted(Comparator.comparingLong(SchemaUse::events).reversed())
                .toList();
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
