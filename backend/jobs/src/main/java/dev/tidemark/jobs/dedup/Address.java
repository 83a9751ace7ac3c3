package dev.tidemark.jobs.dedup;

import dev.tidemark.jobs.JobEnvironment;
import dev.tidemark.jobs.events.Arrival;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.util.Collector;

/**
 * Gives every event its family and id as key, and sends a copy of every heartbeat to every subtask behind the exchange. A channel
 * keeps its order, so whoever receives a partition's heartbeat has everything of that partition that was appended before it.
 */
public final class Address implements FlatMapFunction<Arrival, Addressed> {

    private static final long serialVersionUID = 1L;

    private final List<String> everySubtask;

    /**
     * @param receivers parallelism behind the exchange
     */
    public Address(int receivers) {
        this.everySubtask = keysOfSubtasks(receivers);
    }

    @Override
    public void flatMap(Arrival arrival, Collector<Addressed> out) {
        Arrival.Event event = arrival.event();
        if (event != null) {
            out.collect(new Addressed(arrival.family() + '\n' + event.envelope().eventId(), arrival));
            return;
        }
        for (String key : everySubtask) {
            out.collect(new Addressed(key, arrival));
        }
    }

    /** For each subtask a key that Flink sends to it. */
    static List<String> keysOfSubtasks(int parallelism) {
        List<String> keys = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            keys.add(keyOf(subtask, parallelism));
        }
        return List.copyOf(keys);
    }

    private static String keyOf(int subtask, int parallelism) {
        for (int i = 0; ; i++) {
            String key = "heartbeat-" + i;
            int receiver = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    key, JobEnvironment.MAX_PARALLELISM, parallelism);
            if (receiver == subtask) {
                return key;
            }
        }
    }
}
