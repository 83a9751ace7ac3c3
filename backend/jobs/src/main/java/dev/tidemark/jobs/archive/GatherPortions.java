package dev.tidemark.jobs.archive;

import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes one commit per checkpoint of what all writers wrote. It alone knows how far every partition was read, and keeps that over a
 * restart: a partition that is silent since then still counts with the time it was last heard.
 */
final class GatherPortions extends AbstractStreamOperator<CommittableMessage<CheckpointCommit>>
        implements OneInputStreamOperator<CommittableMessage<Portions>, CommittableMessage<CheckpointCommit>> {

    private static final long serialVersionUID = 1L;
    private static final JsonSerializer<Portions> JSON = new JsonSerializer<>(Portions.class);

    private transient Portions gathered = Portions.NONE;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<byte[]> state;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore()
                .getListState(
                        new ListStateDescriptor<>("positions", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        gathered = Portions.NONE;
        Iterator<byte[]> restored = state.get().iterator();
        while (restored.hasNext()) {
            gathered = gathered.plus(JSON.deserialize(JSON.getVersion(), restored.next()));
        }
    }

    @Override
    public void processElement(StreamRecord<CommittableMessage<Portions>> element) {
        if (element.getValue() instanceof CommittableWithLineage<Portions> portions) {
            gathered = gathered.plus(portions.getCommittable());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        String job = getContainingTask().getEnvironment().getJobID().toHexString();
        CheckpointCommit commit = new CheckpointCommit(job, checkpointId, gathered);
        gathered = gathered.withoutFiles();
        output.collect(new StreamRecord<>(new CommittableSummary<>(0, 1, checkpointId, 1, 0)));
        output.collect(new StreamRecord<>(new CommittableWithLineage<>(commit, checkpointId, 0)));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(List.of(JSON.serialize(gathered)));
    }
}
