package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;

/** The script that pages send events with. It comes from the collector, so both are of one version, and a page needs one address. */
final class ScriptDoor {

    static final String PATH = "/v1/tidemark.js";

    private static final String RESOURCE = "/dev/tidemark/browser/tidemark.js";

    private final byte[] script = read();
    private final String tag = tag(script);

    void give(Exchange exchange) {
        String method = exchange.request().getMethod();
        HttpFields.Mutable headers = exchange.response().getHeaders();
        if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
            headers.put(HttpHeader.ALLOW, "GET, HEAD");
            throw new ProblemException(CollectorProblem.METHOD_NOT_ALLOWED, PATH, method, "GET");
        }
        headers.put(HttpHeader.ETAG, tag);
        headers.put(HttpHeader.CACHE_CONTROL, "public, max-age=3600, stale-while-revalidate=86400");
        // Pages that isolate themselves load only what says that it may be loaded from anywhere.
        headers.put("Cross-Origin-Resource-Policy", "cross-origin");
        headers.put("X-Content-Type-Options", "nosniff");
        String known = exchange.request().getHeaders().get(HttpHeader.IF_NONE_MATCH);
        if (known != null && (known.equals("*") || known.contains(tag))) {
            exchange.answerUnchanged();
        } else {
            exchange.answerBytes("text/javascript; charset=utf-8", script);
        }
    }

    private static byte[] read() {
        try (InputStream in = ScriptDoor.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
