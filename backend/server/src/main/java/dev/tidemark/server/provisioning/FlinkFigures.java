package dev.tidemark.server.provisioning;

import dev.tidemark.frontend.pipelines.StreamingJob.Figures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Flink counts about its jobs, from its REST interface; asked at most every two seconds, however many pages look. */
final class FlinkFigures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkFigures.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration KEEP = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * A job of the cluster.
     *
     * @param lastCheckpoint when its last completed checkpoint was acknowledged
     */
    record Counted(String id, Figures figures, Optional<Instant> lastCheckpoint) {}

    private record Look(Instant at, Map<String, Counted> jobs) {}

    private final URI rest;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Look look = new Look(Instant.EPOCH, Map.of());

    FlinkFigures(URI rest) {
        this.rest = rest;
    }

    /** By the names of the jobs that have not ended; without those that Flink does not tell of. */
    synchronized Map<String, Counted> now() {
        if (Instant.now().isAfter(look.at().plus(KEEP))) {
            look = new Look(Instant.now(), ask());
        }
        return look.jobs();
    }

    private Map<String, Counted> ask() {
        Map<String, Counted> jobs = new HashMap<>();
        try {
            for (JsonNode job : get("/jobs/overview").path("jobs")) {
                if (job.path("end-time").asLong(-1) < 0) {
                    jobs.put(
                            job.path("name").asString(), counted(job.path("jid").asString()));
                }
            }
        } catch (IOException | JacksonException e) {
            LOG.debug("Flink at {} does not tell about its jobs", rest, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.copyOf(jobs);
    }

    private Counted counted(String id) throws IOException, InterruptedException {
        JsonNode job = get("/jobs/" + id);
        JsonNode checkpoints = get("/jobs/" + id + "/checkpoints");
        JsonNode latest = checkpoints.path("latest").path("completed");
        Figures figures = new Figures(
                Instant.ofEpochMilli(job.path("timestamps")
                        .path("RUNNING")
                        .asLong(job.path("start-time").asLong(0))),
                restarts(id),
                StreamSupport.stream(job.path("vertices").spliterator(), false)
                        .mapToInt(vertex -> vertex.path("parallelism").asInt(1))
                        .max()
                        .orElse(1),
                latest.isObject()
                        ? OptionalLong.of(latest.path("checkpointed_size").asLong(0))
                        : OptionalLong.empty(),
                checkpoints.path("counts").path("failed").asLong(0));
        Optional<Instant> made = latest.isObject()
                ? Optional.of(
                        Instant.ofEpochMilli(latest.path("latest_ack_timestamp").asLong(0)))
                : Optional.empty();
        return new Counted(id, figures, made);
    }

    private long restarts(String id) throws IOException, InterruptedException {
        JsonNode answer = get("/jobs/" + id + "/metrics?get=numRestarts");
        return answer.isEmpty() ? 0 : answer.get(0).path("value").asLong(0);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(rest.resolve(path)).timeout(PATIENCE).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answers " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
