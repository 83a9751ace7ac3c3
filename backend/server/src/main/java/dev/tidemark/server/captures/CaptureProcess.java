package dev.tidemark.server.captures;

import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The capture process, asked how it stands. */
final class CaptureProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI health;

    CaptureProcess(URI address) {
        this.health = address.resolve("/actuator/health");
    }

    /**
     * Its captures as JSON, as it says them itself.
     *
     * @throws ProblemException CAPTURE_PROCESS_AWAY
     */
    String state() {
        try {
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(3))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            throw new ProblemException(
                    CaptureProblem.CAPTURE_PROCESS_AWAY, health, "it answered " + answer.statusCode());
        } catch (IOException e) {
            throw new ProblemException(
                    CaptureProblem.CAPTURE_PROCESS_AWAY, health, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(CaptureProblem.CAPTURE_PROCESS_AWAY, health, "the question was interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
