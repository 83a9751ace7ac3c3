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
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches, one at a time: the next only when every event of the one before has an end. So events stay in order, whatever is sent
 * twice. Used by one thread.
 */
final class Sender {

    /** Answers that are about what is in the body. All others are about something else, and pass or are repaired. */
    private static final Set<Integer> ABOUT_EVENTS = Set.of(400, 413, 422);

    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

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

        /**
         * Every event has an end, in their order.
         *
         * @param rest how long the source has to wait before it may send more
         */
        record Ended(List<Outcome> outcomes, Duration rest) implements Try {}

        /** The batch as a whole is too large or cannot be read; fewer events may do. */
        record Unfit(String code, String detail) implements Try {}

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
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body(events, Instant.now())))
                    .build();
            return read(answer(request), events.size());
        } catch (IOException e) {
            return new Try.Failed(
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), Optional.empty());
        }
    }

    /** The request's own timeout ends with the headers; a body that stops half way must not hold us for ever. */
    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + settings.timeout(), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        } finally {
            answer.cancel(true);
        }
    }

    private static byte[] body(List<byte[]> events, Instant now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("{\"events\":[".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < events.size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                out.write(events.get(i));
            }
            // By it the collector knows how far our clock is from its own.
            out.write(("],\"sent_at\":\"" + now + "\"}").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Try read(HttpResponse<byte[]> response, int events) throws IOException {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return ended(Reply.results(response.body()), events, rest(response));
        }
        String[] problem = Reply.problem(response.body());
        if (ABOUT_EVENTS.contains(status)) {
            return new Try.Unfit(problem[0].isEmpty() ? "http-" + status : problem[0], problem[1]);
        }
        return new Try.Failed("it answered " + status + " " + problem[0], retryAfter(response));
    }

    private static Try ended(List<Reply.Result> results, int events, Duration rest) throws IOException {
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
        return new Try.Ended(outcomes, rest);
    }

    /** Seconds or a date (RFC 9110, 10.2.3); an hour at most, lest a typing error stops us for good. */
    private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Retry-After").map(Sender::span).map(Sender::bounded);
    }

    private static @Nullable Duration span(String text) {
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(Instant.now(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** What the collector says about the source's allowance: with none left, when there will be some. */
    private static Duration rest(HttpResponse<byte[]> response) {
        boolean spent =
                response.headers().firstValue("RateLimit-Remaining").orElse("1").equals("0");
        Optional<Duration> reset =
                response.headers().firstValue("RateLimit-Reset").map(Sender::span);
        return spent ? reset.map(Sender::bounded).orElse(Duration.ZERO) : Duration.ZERO;
    }

    private static Duration bounded(Duration asked) {
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
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
