package dev.tidemark.collector.internal.http;

import dev.tidemark.collector.internal.http.Delivery.Result;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;

/** A transparent picture of one point when the event is stored; otherwise what is wrong. */
final class PixelReply implements Delivery.Reply {

    private static final byte[] POINT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    @Override
    public void answer(Exchange exchange, List<Result> results) {
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        for (Result result : results) {
            if (result.refusal() != null) {
                exchange.answer(result.refusal());
                return;
            }
        }
        exchange.answerBytes("image/gif", POINT);
    }
}
