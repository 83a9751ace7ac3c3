package dev.tidemark.jobs.minutes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets minutes pass and says, behind them, through when they are complete: a heartbeat row in every partition of the topic.
 *
 * <p>A watermark passes when every window that it closes has been written, and it never runs ahead of the append time up to which all
 * partitions were read. So everything accepted and happened before the last whole minute under it is counted, except what was too
 * late. A topic without traffic goes on, because its heartbeats move the watermark. One subtask only: a row speaks for all before it.
 */
final class MinuteTide extends AbstractStreamOperator<OutgoingRecord>
        implements OneInputStreamOperator<OutgoingRecord, OutgoingRecord> {

    private static final long serialVersionUID = 1L;

    private final int partitions;
    private final long minute;
    private transient long said = Long.MIN_VALUE;

    /**
     * @param partitions of the topic that is written to
     */
    MinuteTide(int partitions, long minuteMillis) {
        this.partitions = partitions;
        this.minute = minuteMillis;
    }

    @Override
    public void open() throws Exception {
        super.open();
        said = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<OutgoingRecord> element) {
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() != Long.MAX_VALUE && mark.getTimestamp() > 0) {
            say(Math.floorDiv(mark.getTimestamp() + 1, minute) * minute);
        }
        super.processWatermark(mark);
    }

    private void say(long completeThrough) {
        if (completeThrough <= said) {
            return;
        }
        said = completeThrough;
        for (int partition = 0; partition < partitions; partition++) {
            output.collect(new StreamRecord<>(heartbeat(partition, completeThrough)));
        }
    }

    /** Counts nothing; a key of its own keeps it from replacing the minute of a country without a name. */
    static OutgoingRecord heartbeat(int partition, long completeThrough) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("event_type", Heartbeat.TYPE);
        row.put("window_start", completeThrough);
        row.put("country", Heartbeat.TYPE + "/" + partition);
        row.put("orders", 0);
        row.put("amount", "0");
        row.put("complete_through", completeThrough);
        row.put("clean_partition", partition);
        return OutgoingRecord.json(MinuteRow.TOPIC, partition, "hb-" + partition, row.toString());
    }
}
