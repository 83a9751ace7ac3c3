package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Finds the write key in a request. */
final class WriteKey {

    private WriteKey() {}

    /**
     * @throws ProblemException MISSING_WRITE_KEY
     */
    static String of(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        String key = header == null ? null : key(header);
        if (key == null || key.isEmpty()) {
            throw new ProblemException(CollectorProblem.MISSING_WRITE_KEY);
        }
        return key;
    }

    private static @Nullable String key(String header) {
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
