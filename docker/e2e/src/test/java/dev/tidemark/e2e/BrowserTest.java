package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole way: an event goes in over HTTP and changes the number on a page that somebody is looking at. */
@Tag("browser")
@Order(2)
class BrowserTest {

    /** Larger than anything the demo company's traffic adds meanwhile. */
    private static final BigDecimal LARGE = new BigDecimal("9000000.25");

    private final Platform platform = Platform.running();

    @Test
    void anEventChangesTheNumberOnTheMetricPageWithoutALoad() {
        try (MetricPage page = new MetricPage(platform, "revenue")) {
            BigDecimal before = page.value();

            Platform.Reply reply = platform.collect(
                    "/v1/events",
                    Optional.of(platform.writeKey("web-shop")),
                    Orders.json(Orders.placed("u-browser", LARGE.toPlainString(), "France")));
            assertThat(reply.status()).as(reply.body()).isEqualTo(202);

            Await.until(
                    Await.SURELY,
                    () -> assertThat(page.value().subtract(before)).isBetween(LARGE, LARGE.multiply(BigDecimal.TWO)));
            assertThat(page.neverLoadedAgain()).isTrue();
            assertThat(page.receipt()).contains("realtime").containsIgnoringCase("complete");
        }
    }
}
