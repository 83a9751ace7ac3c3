package dev.tidemark.server.collection;

import dev.tidemark.definitions.CapturedDatabase;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Family;
import dev.tidemark.definitions.Mode;
import dev.tidemark.definitions.Source;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.events.CollectionConfig;
import dev.tidemark.events.Topics;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.server.collection.WriteKeys.SourceName;
import dev.tidemark.server.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts together what the collector must know: sources and keys, families and topics, types and all their registered schemas. */
final class CollectionDesk {

    private static final Duration ANY_AGE = Duration.ofDays(365_000);

    private final Supplier<Definitions> definitions;
    private final Registry registry;
    private final WriteKeys keys;

    CollectionDesk(Supplier<Definitions> definitions, Registry registry, WriteKeys keys) {
        this.definitions = definitions;
        this.registry = registry;
        this.keys = keys;
    }

    CollectionConfig current() {
        Map<SourceName, List<String>> hashes = keys.hashes();
        Set<String> registered = registry.subjects().stream().map(Subject::name).collect(Collectors.toSet());
        List<CollectionConfig.Source> sources = new ArrayList<>();
        List<CollectionConfig.Family> families = new ArrayList<>();
        List<CollectionConfig.Type> types = new ArrayList<>();
        for (Workspace workspace : definitions.get().workspaces()) {
            workspace
                    .sources()
                    .forEach(source -> sources.add(source(
                            workspace,
                            source,
                            hashes.getOrDefault(new SourceName(workspace.name(), source.name()), List.of()))));
            workspace.databases().forEach(database -> sources.add(captured(workspace, database)));
            workspace.families().forEach(family -> families.add(family(family)));
            workspace.eventTypes().stream()
                    .filter(type -> registered.contains(subject(type).name()))
                    .forEach(type -> types.add(type(type)));
        }
        CollectionConfig unversioned = new CollectionConfig("", sources, families, types);
        String version = Secrets.sha256(new String(unversioned.toJson(), StandardCharsets.UTF_8));
        return new CollectionConfig(version, sources, families, types);
    }

    private static CollectionConfig.Source source(Workspace workspace, Source source, List<String> hashes) {
        return new CollectionConfig.Source(
                source.name(),
                workspace.name(),
                source.team(),
                source.mode() == Mode.STRICT ? CollectionConfig.Mode.STRICT : CollectionConfig.Mode.PERMISSIVE,
                source.families(),
                source.eventsPerSecond(),
                source.maxAge(),
                source.maxAhead(),
                hashes);
    }

    /**
     * A captured database sends nothing over HTTP and so has no keys, but its changes that had to wait in quarantine come back through the
     * collector, however old their rows are.
     */
    private static CollectionConfig.Source captured(Workspace workspace, CapturedDatabase database) {
        List<String> families = database.tables().stream()
                .flatMap(table -> workspace.eventType(table.event()).stream())
                .map(EventType::family)
                .distinct()
                .toList();
        return new CollectionConfig.Source(
                database.name(),
                workspace.name(),
                database.team(),
                CollectionConfig.Mode.STRICT,
                families,
                1,
                ANY_AGE,
                ANY_AGE,
                List.of());
    }

    private static CollectionConfig.Family family(Family family) {
        return new CollectionConfig.Family(
                family.name(), Topics.events(family.name()), Topics.quarantine(family.name()), family.partitions());
    }

    private CollectionConfig.Type type(EventType type) {
        List<SchemaVersion> history = registry.history(subject(type));
        return new CollectionConfig.Type(
                type.name(),
                type.family(),
                history.getLast().version(),
                history.stream()
                        .map(version -> new CollectionConfig.Version(
                                version.version(),
                                version.id(),
                                version.schema(),
                                version.guid().toString()))
                        .toList());
    }

    private static Subject subject(EventType type) {
        return Subject.of(type.family(), type.name());
    }
}
