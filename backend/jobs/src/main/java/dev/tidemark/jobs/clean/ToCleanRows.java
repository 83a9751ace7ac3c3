package dev.tidemark.jobs.clean;

import dev.tidemark.events.Topics;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.events.Arrival;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Arrivals as records of {@code clean.<family>}. Each partition of a clean topic has one subtask that writes to it, so a heartbeat
 * row speaks for everything before it in its partition. Events too old for the real-time store are left out.
 */
final class ToCleanRows extends RichFlatMapFunction<Arrival, OutgoingRecord> {

    private static final long serialVersionUID = 1L;

    /** Heartbeats of the partitions come one by one; rows for each would say little more than the one before. */
    private static final long LEAST_ADVANCE = 750;

    private final List<FamilySettings> families;
    private transient Map<String, Family> byName = Map.of();

    ToCleanRows(List<FamilySettings> families) {
        this.families = List.copyOf(families);
    }

    @Override
    public void open(OpenContext context) {
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        byName = new HashMap<>();
        families.forEach(family -> byName.put(family.name(), new Family(family, subtask, subtasks)));
    }

    @Override
    public void flatMap(Arrival arrival, Collector<OutgoingRecord> out) {
        Family family = byName.get(arrival.family());
        if (family == null) {
            throw new IllegalStateException("The job was not told about family " + arrival.family());
        }
        Arrival.Event event = arrival.event();
        if (event == null) {
            family.heartbeat(arrival, out);
        } else {
            family.event(arrival, event, out);
        }
    }

    /** What one subtask does for one family. */
    private static final class Family {
        private final FamilySettings settings;
        private final String topic;
        private final int[] partitions;
        private final FamilyTide tide;
        private long said = Long.MIN_VALUE;

        Family(FamilySettings settings, int subtask, int subtasks) {
            this.settings = settings;
            this.topic = Topics.clean(settings.name());
            this.partitions = IntStream.range(0, settings.partitions())
                    .filter(partition -> partition % subtasks == subtask)
                    .toArray();
            this.tide = new FamilyTide(settings.partitions());
        }

        void event(Arrival arrival, Arrival.Event event, Collector<OutgoingRecord> out) {
            long oldest = arrival.appendedAt() - settings.realtimeKeeps().toMillis();
            if (event.envelope().eventTime().toEpochMilli() < oldest) {
                return;
            }
            String id = event.envelope().eventId();
            int partition = partitions[Math.floorMod(id.hashCode(), partitions.length)];
            out.collect(OutgoingRecord.json(topic, partition, id, CleanRows.event(arrival, event)));
        }

        void heartbeat(Arrival arrival, Collector<OutgoingRecord> out) {
            OptionalLong complete = tide.hear(arrival.partition(), arrival.appendedAt());
            if (complete.isEmpty() || complete.getAsLong() - LEAST_ADVANCE < said) {
                return;
            }
            said = complete.getAsLong();
            for (int partition : partitions) {
                String row = CleanRows.heartbeat(partition, said, arrival);
                out.collect(OutgoingRecord.json(topic, partition, "hb-" + partition, row));
            }
        }
    }
}
