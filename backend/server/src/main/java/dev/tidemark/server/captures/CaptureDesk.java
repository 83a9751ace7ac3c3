package dev.tidemark.server.captures;

import dev.tidemark.definitions.CapturedDatabase;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.events.Topics;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.server.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts together what the capture process must know: databases and how they are reached, tables and the events they become. */
final class CaptureDesk {

    private final Supplier<Definitions> definitions;
    private final Registry registry;
    private final CaptureConnections connections;

    CaptureDesk(Supplier<Definitions> definitions, Registry registry, CaptureConnections connections) {
        this.definitions = definitions;
        this.registry = registry;
        this.connections = connections;
    }

    CaptureConfig current() {
        Set<String> registered = registry.subjects().stream().map(Subject::name).collect(Collectors.toSet());
        List<CaptureConfig.Database> databases = new ArrayList<>();
        for (Workspace workspace : definitions.get().workspaces()) {
            workspace.databases().forEach(database -> databases.add(database(workspace, database, registered)));
        }
        CaptureConfig unversioned = new CaptureConfig("", databases);
        String version = Secrets.sha256(new String(unversioned.toJson(), StandardCharsets.UTF_8));
        return new CaptureConfig(version, databases);
    }

    /** Until the schemas of all its events are registered there is nothing to write them by. */
    private CaptureConfig.Database database(Workspace workspace, CapturedDatabase database, Set<String> registered) {
        List<CaptureConfig.Table> tables = new ArrayList<>();
        Optional<CaptureConfig.Connection> connection = connections.find(database.connection());
        String trouble = connection.isPresent() ? "" : "there is no connection “" + database.connection() + "”";
        for (CapturedDatabase.Table table : database.tables()) {
            Optional<EventType> type = workspace
                    .eventType(table.event())
                    .filter(any -> registered.contains(subject(any).name()));
            if (type.isPresent()) {
                tables.add(table(table, type.get()));
            } else {
                trouble = "the schema of " + table.event() + " is not registered yet";
            }
        }
        return new CaptureConfig.Database(
                database.name(),
                workspace.name(),
                database.team(),
                connection.orElse(new CaptureConfig.Connection("", "", "")),
                tables,
                trouble);
    }

    private CaptureConfig.Table table(CapturedDatabase.Table table, EventType type) {
        SchemaVersion latest = registry.history(subject(type)).getLast();
        return new CaptureConfig.Table(
                table.schema(),
                table.name(),
                table.event(),
                table.key(),
                table.userColumn(),
                table.leaveOut(),
                Topics.events(type.family()),
                Topics.quarantine(type.family()),
                latest.version(),
                latest.id(),
                latest.schema());
    }

    private static Subject subject(EventType type) {
        return Subject.of(type.family(), type.name());
    }
}
