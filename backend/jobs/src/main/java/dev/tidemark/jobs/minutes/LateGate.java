package dev.tidemark.jobs.minutes;

import dev.tidemark.jobs.events.Arrival;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps events out of windows that are gone. Flink does not restore watermarks: after a restart a late event would open its window
 * anew and overwrite the full count with a tiny one. This operator remembers the watermark over the restart.
 */
final class LateGate extends ProcessFunction<Arrival, Arrival> implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    static final OutputTag<Arrival> LATE = new OutputTag<>("late", TypeInformation.of(Arrival.class));

    private final long window;
    private final long lateness;
    private transient long floor = Long.MIN_VALUE;
    private transient long watermark = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<Long> state;

    LateGate(long windowMillis, long latenessMillis) {
        this.window = windowMillis;
        this.lateness = latenessMillis;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
        floor = least(state.get());
        watermark = Long.MIN_VALUE;
    }

    /** Windows behind this operator saw the least of all subtasks' watermarks, so that is what is gone for sure. */
    static long least(Iterable<Long> restored) {
        long least = Long.MAX_VALUE;
        for (long value : restored) {
            least = Math.min(least, value);
        }
        return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<Arrival> out) {
        Arrival.Event event = arrival.event();
        if (event == null) {
            return;
        }
        watermark = Math.max(watermark, context.timerService().currentWatermark());
        long time = event.envelope().eventTime().toEpochMilli();
        if (isGone(time, Math.max(floor, watermark))) {
            context.output(LATE, arrival);
        } else {
            out.collect(arrival);
        }
    }

    private boolean isGone(long time, long watermark) {
        long lastMillis = Math.floorDiv(time, window) * window + window - 1;
        return lastMillis + lateness <= watermark;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        state.update(List.of(Math.max(floor, watermark)));
    }
}
