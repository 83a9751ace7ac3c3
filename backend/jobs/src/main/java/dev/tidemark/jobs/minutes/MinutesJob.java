package dev.tidemark.jobs.minutes;

import dev.tidemark.events.Topics;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.JobArguments;
import dev.tidemark.jobs.JobEnvironment;
import dev.tidemark.jobs.clean.CleanRows;
import dev.tidemark.jobs.dedup.Addressed;
import dev.tidemark.jobs.dedup.Deduplicate;
import dev.tidemark.jobs.events.Arrival;
import dev.tidemark.jobs.events.Decode;
import dev.tidemark.jobs.events.EventSource;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import dev.tidemark.jobs.kafka.RecordSink;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Orders per minute and country in {@code agg.order_minutes}; a late order within the family's allowed lateness revises its minute,
 * a later one goes to {@code late.<family>}. Heartbeat rows say through when the minutes are complete.
 */
public final class MinutesJob {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);
    private static final Duration IDLE_PAUSE = Duration.ofSeconds(30);

    private MinutesJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.of(args);
        StreamExecutionEnvironment environment = JobEnvironment.of(arguments, Duration.ofSeconds(5));
        build(environment, arguments, new Decode(arguments));
        environment.execute(arguments.text("name", "minutes"));
    }

    /** Adds the job to an environment. Operator ids are fixed: state outlives the job. */
    public static void build(StreamExecutionEnvironment environment, JobArguments arguments, Decode decode) {
        FamilySettings family = arguments.families().get(0);
        SingleOutputStreamOperator<Arrival> timely = orders(environment, arguments, family, decode)
                .process(
                        new LateGate(MINUTE.toMillis(), family.allowedLateness().toMillis()))
                .name("late gate")
                .uid("minutes-gate");
        minutes(timely, family)
                .transform(
                        "tide",
                        TypeInformation.of(OutgoingRecord.class),
                        new MinuteTide(arguments.number("agg-partitions", 1), MINUTE.toMillis()))
                .setParallelism(1)
                .uid("minutes-tide")
                .sinkTo(RecordSink.exactlyOnce(
                        arguments, arguments.text("transactions", "tidemark.minutes"), List.of(MinuteRow.TOPIC)))
                .setParallelism(1)
                .name("agg")
                .uid("minutes-sink");
        timely.getSideOutput(LateGate.LATE)
                .map(MinutesJob::late)
                .returns(OutgoingRecord.class)
                .name("too late")
                .uid("minutes-late")
                .sinkTo(RecordSink.exactlyOnce(
                        arguments,
                        arguments.text("transactions", "tidemark.minutes") + ".late",
                        List.of(Topics.late(family.name()))))
                .name("late")
                .uid("minutes-late-sink");
    }

    /** A row for each minute and country when the minute is over, and a new one for each late order after that. */
    static SingleOutputStreamOperator<OutgoingRecord> minutes(DataStream<Arrival> timely, FamilySettings family) {
        return timely.map(arrival -> Order.of(event(arrival)))
                .returns(Order.class)
                .name("order")
                .uid("minutes-order")
                .keyBy(Order::country)
                .window(TumblingEventTimeWindows.of(MINUTE))
                .allowedLateness(family.allowedLateness())
                .aggregate(new MinuteTotals.Sum(), new MinuteRow())
                .name("minutes")
                .uid("minutes-window");
    }

    private static DataStream<Arrival> orders(
            StreamExecutionEnvironment environment, JobArguments arguments, FamilySettings family, Decode decode) {
        String type = arguments.text("event-type", "order_placed");
        environment.setParallelism(Math.min(environment.getParallelism(), family.partitions()));
        return environment
                .fromSource(
                        EventSource.of(
                                arguments.required("kafka"),
                                arguments.text("group", "tidemark.minutes"),
                                List.of(family),
                                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST)),
                        new EventTimes(OUT_OF_ORDERNESS, IDLE_PAUSE),
                        "events")
                .uid("minutes-source")
                .process(decode)
                .name("decode")
                .uid("minutes-decode")
                .flatMap((Arrival arrival, Collector<Addressed> out) -> address(arrival, type, out))
                .returns(Addressed.class)
                .name("orders")
                .uid("minutes-orders")
                .keyBy(Addressed::key)
                .process(new Deduplicate(List.of(family)))
                .name("first of each id")
                .uid("minutes-deduplicate");
    }

    private static void address(Arrival arrival, String type, Collector<Addressed> out) {
        Arrival.Event event = arrival.event();
        if (event != null && event.envelope().type().equals(type)) {
            out.collect(new Addressed(event.envelope().eventId(), arrival));
        }
    }

    private static OutgoingRecord late(Arrival arrival) {
        Arrival.Event event = event(arrival);
        return OutgoingRecord.json(
                Topics.late(arrival.family()), -1, event.envelope().eventId(), CleanRows.event(arrival, event));
    }

    private static Arrival.Event event(Arrival arrival) {
        Arrival.Event event = arrival.event();
        if (event == null) {
            throw new IllegalStateException("A heartbeat is no order");
        }
        return event;
    }
}
