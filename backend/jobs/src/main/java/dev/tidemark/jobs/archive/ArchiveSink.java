package dev.tidemark.jobs.archive;

import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.JobArguments;
import dev.tidemark.jobs.events.Arrival;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Arrivals of all families into their raw tables, exactly once: writers write files, one operator gathers them at each checkpoint,
 * and one committer appends them when the checkpoint is complete.
 */
public final class ArchiveSink
        implements Sink<Arrival>,
                SupportsCommitter<CheckpointCommit>,
                SupportsPreCommitTopology<Portions, CheckpointCommit> {

    private static final long serialVersionUID = 1L;

    private final RawLake lake;
    private final List<FamilySettings> families;
    private final Duration idlePause;

    ArchiveSink(JobArguments arguments) {
        this.lake = new RawLake(arguments);
        this.families = List.copyOf(arguments.families());
        this.idlePause = arguments.duration("idle-commit", Duration.ofSeconds(15));
    }

    @Override
    public CommittingSinkWriter<Arrival, Portions> createWriter(WriterInitContext context) {
        return new ArchiveWriter(
                lake.open(),
                context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getAttemptNumber());
    }

    @Override
    public DataStream<CommittableMessage<CheckpointCommit>> addPreCommitTopology(
            DataStream<CommittableMessage<Portions>> written) {
        return written.global()
                .transform(
                        "gather",
                        CommittableMessageTypeInfo.of(() -> new JsonSerializer<>(CheckpointCommit.class)),
                        new GatherPortions())
                .uid("archive-gather")
                .setParallelism(1)
                .setMaxParallelism(1)
                .global();
    }

    @Override
    public Committer<CheckpointCommit> createCommitter(CommitterInitContext context) {
        return new ArchiveCommitter(lake.open(), families, idlePause);
    }

    @Override
    public SimpleVersionedSerializer<Portions> getWriteResultSerializer() {
        return new JsonSerializer<>(Portions.class);
    }

    @Override
    public SimpleVersionedSerializer<CheckpointCommit> getCommittableSerializer() {
        return new JsonSerializer<>(CheckpointCommit.class);
    }
}
