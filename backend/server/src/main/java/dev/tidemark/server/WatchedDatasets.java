package dev.tidemark.server;

import dev.tidemark.definitions.Definitions;
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
record WatchedDatasets(Supplier<Definitions> definitions) implements Supplier<List<Dataset>> {

    private static final String ARCHIVE_OWNER = "platform";

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
                .flatMap(family -> Stream.of(
                        dataset(workspace, StoreName.REALTIME, family.name() + "_rt", ARCHIVE_OWNER),
                        dataset(workspace, StoreName.LAKEHOUSE, Lake.RAW + ".events_" + family.name(), ARCHIVE_OWNER)));
        Stream<Dataset> aggregates = workspace.families().stream()
                .filter(family -> family.name().equals("orders"))
                .map(orders -> new Dataset(
                        new DatasetName(StoreName.REALTIME.word(), "order_minutes_rt"),
                        workspace.name(),
                        ARCHIVE_OWNER,
                        MINUTES_PROMISE));
        Stream<Dataset> models = workspace.transforms().stream()
                .map(transform -> dataset(
                        workspace, StoreName.WAREHOUSE, Lake.MODEL + "." + transform.name(), transform.owner()));
        return Stream.of(streams, aggregates, models).flatMap(each -> each);
    }

    private static Dataset dataset(Workspace workspace, StoreName store, String table, String owner) {
        return Dataset.of(new DatasetName(store.word(), table), workspace.name(), owner);
    }
}
