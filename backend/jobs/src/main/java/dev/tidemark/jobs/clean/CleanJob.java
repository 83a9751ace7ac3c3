package dev.tidemark.jobs.clean;

import dev.tidemark.events.Topics;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.JobArguments;
import dev.tidemark.jobs.JobEnvironment;
import dev.tidemark.jobs.dedup.Address;
import dev.tidemark.jobs.dedup.Addressed;
import dev.tidemark.jobs.dedup.Deduplicate;
import dev.tidemark.jobs.events.Decode;
import dev.tidemark.jobs.events.EventSource;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import dev.tidemark.jobs.kafka.RecordSink;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Kafka {@code events.*} to Kafka {@code clean.*}: each event id once, as a flat row, exactly once. */
public final class CleanJob {

    private CleanJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.of(args);
        StreamExecutionEnvironment environment = JobEnvironment.of(arguments, Duration.ofSeconds(1));
        build(environment, arguments, new Decode(arguments));
        environment.execute(arguments.text("name", "clean"));
    }

    /** Adds the job to an environment. Operator ids are fixed: state outlives the job. */
    @SuppressWarnings("deprecation")
    public static void build(StreamExecutionEnvironment environment, JobArguments arguments, Decode decode) {
        List<FamilySettings> families = arguments.families();
        int parallelism = Math.min(environment.getParallelism(), leastPartitions(families));
        environment
                .fromSource(
                        EventSource.of(
                                arguments.required("kafka"),
                                arguments.text("group", "tidemark.clean"),
                                families,
                                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST)),
                        WatermarkStrategy.noWatermarks(),
                        "events")
                .uid("clean-source")
                .setParallelism(parallelism)
                .process(decode)
                .name("decode")
                .uid("clean-decode")
                .setParallelism(parallelism)
                .flatMap(new Address(parallelism))
                .returns(Addressed.class)
                .name("address")
                .uid("clean-address")
                .setParallelism(parallelism)
                .keyBy(Addressed::key)
                .process(new Deduplicate(families))
                .name("first of each id")
                .uid("clean-deduplicate")
                .setParallelism(parallelism)
                .flatMap(new ToCleanRows(families))
                .returns(OutgoingRecord.class)
                .name("rows")
                .uid("clean-rows")
                .setParallelism(parallelism)
                .sinkTo(RecordSink.exactlyOnce(
                        arguments, arguments.text("transactions", "tidemark.clean"), topics(families)))
                .name("clean")
                .uid("clean-sink")
                .setParallelism(parallelism);
    }

    private static List<String> topics(List<FamilySettings> families) {
        return families.stream().map(family -> Topics.clean(family.name())).toList();
    }

    /** Each clean partition has one writer, so there are no more writers than partitions. */
    private static int leastPartitions(List<FamilySettings> families) {
        return families.stream().mapToInt(FamilySettings::partitions).min().orElse(1);
    }
}
