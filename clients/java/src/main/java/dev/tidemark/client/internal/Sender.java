package dev.tidemark.client.internal;

import dev.tidemark.client.ClientSettings;
import dev.tidemark.client.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Sends batches, one at a time: the next only when every event of the one before has an end. So events stay in order, whatever is sent
 * twice. Used by one thread.
 */
final class Sender {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;

    private final HttpClient http;
    private final URI door;
    private final String key;
    private final ClientSettings settings;

    Sender(URI collector, String key, ClientSettings settings) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
        this.door = URI.create(collector.toString().replaceAll("/+$", "") + "/v1/batch");
        this.key = key;
        this.settings = settings;
    }

    /** What came of one try. */
    sealed interface Try {

        /** Every event has an end, in their order. */
        record Ended(List<Outcome> outcomes) implements Try {}

        /** The batch is too large for the collector; fewer events may do. */
        record TooLarge(String detail) implements Try {}

        /**
         * Nothing is known about the events.
         *
         * @param after how long the collector asked us to wait
         */
        record Failed(String why, Optional<Duration> after) implements Try {}
    }

    Try send(List<byte[]> events) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(door)
                    .timeout(settings.timeout())
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body(events)))
                    .build();
            return read(http.send(request, HttpResponse.BodyHandlers.ofByteArray()), events.size());
        } catch (IOException e) {
            return new Try.Failed(
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), Optional.empty());
        }
    }

    private static byte[] body(List<byte[]> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("{\"events\":[".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < events.size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                out.write(events.get(i));
            }
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Try read(HttpResponse<byte[]> response, int events) throws IOException {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return ended(Reply.results(response.body()), events);
        }
        String[] problem = Reply.problem(response.body());
        if (status == TOO_LARGE) {
            return new Try.TooLarge(problem[1]);
        }
        boolean passing =
                status >= 500 || status == TOO_MANY || status == UNAUTHORIZED || status == FORBIDDEN || status == 408;
        if (passing) {
            return new Try.Failed("it answered " + status + " " + problem[0], retryAfter(response));
        }
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            all.add(new Outcome.Refused(problem[0].isEmpty() ? "http-" + status : problem[0], problem[1]));
        }
        return new Try.Ended(all);
    }

    private static Try ended(List<Reply.Result> results, int events) throws IOException {
        if (results.size() != events) {
            throw new IOException("it answered for " + results.size() + " of " + events + " events");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Reply.Result result : results) {
            Optional<Outcome> outcome = result.outcome();
            if (outcome.isEmpty()) {
                return new Try.Failed("an event got " + result.status() + " " + result.code(), Optional.empty());
            }
            outcomes.add(outcome.get());
        }
        return new Try.Ended(outcomes);
    }

    private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /**
     * How long to wait before the next try: a random part of a span that doubles with each try (full jitter), so that many clients do not
     * come back at once; at least what the collector asked for.
     */
    Duration pause(int failures, Optional<Duration> asked) {
        double span = settings.firstPause().toMillis() * Math.pow(2, Math.min(failures - 1, 30));
        long longest = (long) Math.min(span, settings.longestPause().toMillis());
        Duration jitter = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1));
        return asked.filter(wait -> wait.compareTo(jitter) > 0)
                .map(wait -> wait.plus(jitter))
                .orElse(jitter);
    }

    /** When a batch that is first tried now is given up. */
    Instant giveUpAt(Instant now) {
        return settings.disk().isPresent() ? Instant.MAX : now.plus(settings.giveUpAfter());
    }
}
