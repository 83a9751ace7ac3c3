package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Kafka's own {@code kafka-producer-perf-test}: what one producer gets acknowledged that has nothing else to do. It sends records of the size that the
 * collector writes, with the collector's settings, into a topic of its own with as many partitions.
 */
final class PerfTest {

    private static final String TOPIC = "bench.perf";
    /** About what the collector writes for one order, headers included. */
    private static final int RECORD_BYTES = 400;

    private static final int RECORDS = 1_000_000;
    private static final int WARMUP_RECORDS = 300_000;
    private static final List<String> AS_THE_COLLECTOR = List.of("acks=all", "linger.ms=5", "batch.size=131072");
    private static final Pattern STEADY = Pattern.compile("steady state records sent, ([0-9.]+) records/sec");

    private final String bootstrap;

    /**
     * @param like the topic whose number of partitions it gets
     */
    PerfTest(String bootstrap, String like) throws InterruptedException, ExecutionException {
        this.bootstrap = bootstrap;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            int partitions = admin.describeTopics(List.of(like)).allTopicNames().get().values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
            NewTopic own = new NewTopic(TOPIC, partitions, (short) 1)
                    .configs(Map.of("retention.bytes", "134217728", "segment.bytes", "67108864"));
            admin.createTopics(List.of(own)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** @return records per second that were acknowledged, when its virtual machine had warmed up */
    double throughput() throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ProducerPerformance.class.getName(),
                "--bootstrap-server",
                bootstrap,
                "--topic",
                TOPIC,
                "--record-size",
                Integer.toString(RECORD_BYTES),
                "--num-records",
                Integer.toString(WARMUP_RECORDS + RECORDS),
                "--warmup-records",
                Integer.toString(WARMUP_RECORDS),
                "--throughput",
                "-1",
                "--command-property");
        Process tool = new ProcessBuilder(Stream.concat(command.stream(), AS_THE_COLLECTOR.stream())
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher steady = STEADY.matcher(said);
        if (tool.waitFor() != 0 || !steady.find()) {
            throw new IOException("kafka-producer-perf-test failed: " + said.strip());
        }
        return Double.parseDouble(steady.group(1));
    }
}
