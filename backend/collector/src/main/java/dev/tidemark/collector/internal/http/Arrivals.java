package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.internal.admission.Arrival;
import dev.tidemark.collector.internal.enrichment.ClockCorrection;
import dev.tidemark.collector.internal.enrichment.Origins;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Works out what holds for all events of a request. */
public record Arrivals(InstantSource clock, Origins origins, ClockCorrection correction) {

    Arrival of(Request request) {
        HttpFields headers = request.getHeaders();
        List<String> forwarded = headers.getValuesList(HttpHeader.X_FORWARDED_FOR);
        return new Arrival(
                clock.instant(),
                origins.of(
                        Request.getRemoteAddr(request),
                        forwarded.isEmpty() ? null : String.join(",", forwarded),
                        headers.get(HttpHeader.USER_AGENT)),
                correction,
                null);
    }
}
