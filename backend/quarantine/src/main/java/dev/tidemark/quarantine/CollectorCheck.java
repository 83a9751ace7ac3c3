package dev.tidemark.quarantine;

import dev.tidemark.events.Resubmission;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/** A collector asked over HTTP. Thread-safe. */
public final class CollectorCheck implements Check, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI door;
    private final Supplier<String> token;

    /**
     * @param token that our own processes share; asked at each call
     */
    public CollectorCheck(URI collector, Supplier<String> token) {
        this.door = collector.resolve("/internal/v1/replay");
        this.token = token;
    }

    @Override
    public Resubmission.Outcome submit(Resubmission events) {
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(events.toJson()))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw away("it answered " + response.statusCode());
            }
            Resubmission.Outcome outcome = Resubmission.Outcome.parse(response.body());
            if (outcome.results().size() != events.events().size()) {
                throw away("it answered for " + outcome.results().size() + " of "
                        + events.events().size() + " events");
            }
            return outcome;
        } catch (IOException | UncheckedIOException e) {
            throw away(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                    .because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("interrupted").because(e);
        }
    }

    private static ProblemException away(String why) {
        return new ProblemException(QuarantineProblem.COLLECTOR_AWAY, why);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
