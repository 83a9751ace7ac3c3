package dev.tidemark.server.problems;

import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemDocument;
import dev.tidemark.problems.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem where no controller is in charge: in the filter chains. */
public final class ProblemWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemWriter() {}

    public static void write(HttpServletResponse response, Problem problem, Object... values) throws IOException {
        ProblemException occurrence = new ProblemException(problem, values);
        response.setStatus(problem.status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.addHeader("WWW-Authenticate", "Bearer realm=\"tidemark\", Basic realm=\"tidemark\"");
        }
        byte[] body = JSON.writeValueAsString(ProblemDocument.of(occurrence, TraceId.create()))
                .getBytes(StandardCharsets.UTF_8);
        response.getOutputStream().write(body);
    }
}
