package dev.tidemark.jobs.archive;

import dev.tidemark.jobs.FamilySettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits checkpoints to the raw tables, oldest first. What fails is tried again by Flink; a second try adds nothing twice. */
final class ArchiveCommitter implements Committer<CheckpointCommit> {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveCommitter.class);

    private final RawLake.Session lake;
    private final Map<String, RawAppend> appends = new HashMap<>();
    private final Map<String, Table> tables = new HashMap<>();

    ArchiveCommitter(RawLake.Session lake, List<FamilySettings> families, Duration idlePause) {
        this.lake = lake;
        for (FamilySettings family : families) {
            appends.put(family.name(), new RawAppend(family.name(), family.partitions(), idlePause));
        }
    }

    @Override
    public void commit(Collection<CommitRequest<CheckpointCommit>> requests) throws IOException {
        List<CommitRequest<CheckpointCommit>> oldestFirst = requests.stream()
                .sorted(Comparator.comparingLong(it -> it.getCommittable().checkpointId()))
                .toList();
        for (CommitRequest<CheckpointCommit> request : oldestFirst) {
            try {
                commit(request.getCommittable());
            } catch (CommitStateUnknownException e) {
                LOG.warn("Whether checkpoint {} was committed is unknown; asking the table again", id(request), e);
                request.retryLater();
            }
        }
    }

    private static long id(CommitRequest<CheckpointCommit> request) {
        return request.getCommittable().checkpointId();
    }

    private void commit(CheckpointCommit commit) throws IOException {
        for (Map.Entry<String, Portion> entry : commit.portions().byFamily().entrySet()) {
            RawAppend append = appends.get(entry.getKey());
            if (append == null) {
                throw new IOException("The state holds files of family " + entry.getKey()
                        + ", which this job was not told about; start it with that family");
            }
            Table table = tables.computeIfAbsent(entry.getKey(), lake::table);
            append.append(
                    table,
                    commit.jobId(),
                    commit.checkpointId(),
                    entry.getValue(),
                    Clock.systemUTC().instant());
        }
    }

    @Override
    public void close() {
        lake.close();
    }
}
