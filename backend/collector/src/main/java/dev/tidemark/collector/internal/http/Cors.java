package dev.tidemark.collector.internal.http;

import org.eclipse.jetty.http.HttpFields;

/** Browsers may send from any page: the write key is in the request, never in a cookie. */
final class Cors {

    private Cors() {}

    static void preflight(Exchange exchange, String method) {
        HttpFields.Mutable headers = exchange.response().getHeaders();
        headers.put("Access-Control-Allow-Methods", method);
        headers.put("Access-Control-Allow-Headers", "Authorization, Content-Type, Content-Encoding, traceparent");
        headers.put("Access-Control-Max-Age", "86400");
        exchange.answer(204, new byte[0]);
    }
}
