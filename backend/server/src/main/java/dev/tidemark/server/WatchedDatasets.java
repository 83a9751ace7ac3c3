package dev.tidemark.server;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Family;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.lake.Lake;
import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The datasets that the definitions in force make: per family its real-time table and archive, the orders per minute, per transform its table. */
public record WatchedDatasets(Supplier<Definitions> definitions) implements Supplier<List<Dataset>> {

    private static final String ARCHIVE_OWNER = "platform";
    private static final String MINUTES = "order_minutes_rt";

    /** A minute has to end, and the watermark trails its topic by up to half a minute. */
    private static final Duration MINUTES_PROMISE = Duration.ofMinutes(3);

    @Override
    public List<Dataset> get() {
        return definitions.get().workspaces().stream()
                .flatMap(WatchedDatasets::datasets)
                .toList();
    }

    private static Stream<Dataset> datasets(Workspace workspace) {
        Stream<Dataset> streams = workspace.families().stream()
                .flatMap(family -> Stream.concat(
                        realtime(family).stream().map(table -> realtime(workspace, table)),
                        Stream.of(dataset(
                                workspace,
                                StoreName.LAKEHOUSE,
                                Lake.RAW + ".events_" + family.name(),
                                ARCHIVE_OWNER))));
        Stream<Dataset> models = workspace.transforms().stream()
                .map(transform -> dataset(
                        workspace, StoreName.WAREHOUSE, Lake.MODEL + "." + transform.name(), transform.owner()));
        return Stream.concat(streams, models);
    }

    /** The real-time tables that are made from a family's topic. */
    public static List<DatasetName> realtime(Family family) {
        return Stream.of(family.name() + "_rt", MINUTES)
                .filter(table -> !table.equals(MINUTES) || family.name().equals("orders"))
                .map(table -> new DatasetName(StoreName.REALTIME.word(), table))
                .toList();
    }

    private static Dataset realtime(Workspace workspace, DatasetName table) {
        return table.table().equals(MINUTES)
                ? new Dataset(table, workspace.name(), ARCHIVE_OWNER, MINUTES_PROMISE)
                : Dataset.of(table, workspace.name(), ARCHIVE_OWNER);
    }

    private static Dataset dataset(Workspace workspace, StoreName store, String table, String owner) {
        return Dataset.of(new DatasetName(store.word(), table), workspace.name(), owner);
    }
}
