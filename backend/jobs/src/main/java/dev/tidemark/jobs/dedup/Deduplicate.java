package dev.tidemark.jobs.dedup;

import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.events.Arrival;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Lets the first event of each id pass, and every heartbeat. An id is forgotten after its family's window. */
public final class Deduplicate extends KeyedProcessFunction<String, Addressed, Arrival> {

    private static final long serialVersionUID = 1L;

    private final Map<String, Duration> windows = new HashMap<>();
    /** Families that share a window share a state, because each state costs memory of its own. */
    private transient Map<Duration, ValueState<Boolean>> seen = Map.of();

    private transient Counter duplicates = new SimpleCounter();

    public Deduplicate(List<FamilySettings> families) {
        families.forEach(family -> windows.put(family.name(), family.dedupWindow()));
    }

    @Override
    public void open(OpenContext context) {
        seen = new HashMap<>();
        for (Duration window : windows.values()) {
            seen.computeIfAbsent(window, this::state);
        }
        duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
    }

    private ValueState<Boolean> state(Duration window) {
        ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen-" + window, Types.BOOLEAN);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(window)
                .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
                .cleanupInRocksdbCompactFilter(1000)
                .build());
        return getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(Addressed addressed, Context context, Collector<Arrival> out) throws Exception {
        Arrival arrival = addressed.arrival();
        if (arrival.isHeartbeat() || isFirst(arrival)) {
            out.collect(arrival);
        } else {
            duplicates.inc();
        }
    }

    private boolean isFirst(Arrival arrival) throws Exception {
        ValueState<Boolean> state = seen.get(windows.get(arrival.family()));
        if (state == null) {
            throw new IllegalStateException("The job was not told about family " + arrival.family());
        }
        if (state.value() != null) {
            return false;
        }
        state.update(true);
        return true;
    }
}
