package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Finds the write key in a request. */
final class WriteKey {

    private WriteKey() {}

    /** Before the key in a query. */
    private static final String PARAMETER = "write_key";

    /** The key in the header. */
    static Optional<String> inHeader(Request request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION))
                .map(WriteKey::key)
                .filter(key -> !key.isEmpty());
    }

    /** The key in the query, for what cannot send headers. */
    static Optional<String> inQuery(Request request) {
        return Pixel.parameter(request, PARAMETER);
    }

    static ProblemException missing() {
        return new ProblemException(CollectorProblem.MISSING_WRITE_KEY);
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
