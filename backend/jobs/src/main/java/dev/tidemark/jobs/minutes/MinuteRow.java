package dev.tidemark.jobs.minutes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.Topics;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A window's totals as a record that replaces the one before: the key is the window's start and the country. */
final class MinuteRow extends ProcessWindowFunction<MinuteTotals, OutgoingRecord, String, TimeWindow> {

    private static final long serialVersionUID = 1L;

    /** Tells minutes from the heartbeats among them. */
    static final String TYPE = "order_minute";

    static final String TOPIC = Topics.aggregate("order_minutes");

    @Override
    public void process(String country, Context context, Iterable<MinuteTotals> totals, Collector<OutgoingRecord> out) {
        for (MinuteTotals total : totals) {
            out.collect(record(context.window().getStart(), country, total));
        }
    }

    static OutgoingRecord record(long start, String country, MinuteTotals totals) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("event_type", TYPE);
        row.put("window_start", start);
        row.put("country", country);
        row.put("orders", totals.orders());
        row.put("amount", totals.amount().toPlainString());
        return OutgoingRecord.json(TOPIC, -1, start + "|" + country, row.toString());
    }
}
