package dev.tidemark.jobs.archive;

import dev.tidemark.jobs.JobArguments;
import dev.tidemark.jobs.JobEnvironment;
import dev.tidemark.jobs.events.Arrival;
import dev.tidemark.jobs.events.Decode;
import dev.tidemark.jobs.events.EventSource;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import dev.tidemark.jobs.kafka.RecordSink;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Kafka {@code events.*} to Iceberg {@code raw.events_*}; what cannot be read goes to {@code quarantine.*}. */
public final class ArchiveJob {

    private ArchiveJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.of(args);
        StreamExecutionEnvironment environment = JobEnvironment.of(arguments, Duration.ofSeconds(10));
        build(environment, arguments, new Decode(arguments));
        environment.execute(arguments.text("name", "archive"));
    }

    /** Adds the job to an environment. Operator ids are fixed: state outlives the job. */
    public static void build(StreamExecutionEnvironment environment, JobArguments arguments, Decode decode) {
        SingleOutputStreamOperator<Arrival> arrivals = environment
                .fromSource(
                        EventSource.of(
                                arguments.required("kafka"),
                                arguments.text("group", "tidemark.archive"),
                                arguments.families(),
                                new HeldOffsets(arguments)),
                        WatermarkStrategy.noWatermarks(),
                        "events")
                .uid("archive-source")
                .process(decode)
                .name("decode")
                .uid("archive-decode");
        arrivals.getSideOutput(Decode.UNREADABLE)
                .map(OutgoingRecord::quarantined)
                .returns(OutgoingRecord.class)
                .name("quarantined")
                .uid("archive-quarantined")
                .sinkTo(RecordSink.atLeastOnce(arguments))
                .name("quarantine")
                .uid("archive-quarantine");
        arrivals.sinkTo(new ArchiveSink(arguments)).name("raw").uid("archive-raw");
    }
}
