package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every place of the portal shows what it is for, without a word of complaint, in light and dark. The pictures go to {@code
 * target/pictures}, or to the folder that {@code TIDEMARK_PICTURES} names.
 */
@Tag("browser")
@Order(3)
@TestInstance(Lifecycle.PER_CLASS)
class PlacesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SAMPLE_ID = "{sample}";
    private static final String CAUSE_ID = "{cause}";
    private static final String INCIDENT_ID = "{incident}";
    private static final List<String> SCHEMES = List.of("light", "dark");

    /** Something to look at on the pages of proposals. */
    private static final Map<String, Object> SAMPLE = Map.of(
            "title",
            "Count refunds",
            "description",
            "Support asks for it every Monday.",
            "files",
            Map.of("storefront/metrics/refunds.yaml", """
                    metrics:
                      - name: cancelled_orders
                        label: Cancelled orders
                        description: Orders that were cancelled, on the day of the cancellation.
                        type: simple
                        type_params:
                          measure: order_events
                        filter: |
                          {{ Dimension('order__event_type') }} = 'order_cancelled'
                        config:
                          meta:
                            tidemark:
                              owner: checkout
                              status: proposed
                              unit: orders
                              direction: down
                    """));

    private final Platform platform = Platform.running();
    private PortalBrowser browser;
    private String sample = "";
    private String cause = "";
    private String incident = "";

    /**
     * A page and what is on it once it has what it shows.
     *
     * @param picture the name of its pictures
     */
    record Place(String path, String settled, String picture) {
        @Override
        public String toString() {
            return path;
        }
    }

    static List<Place> places() {
        return List.of(
                new Place("/", ".tm-tile:has-text('as of')", "home"),
                new Place("/metrics", "a[href*='metrics/revenue']", "metrics"),
                new Place("/metrics/revenue", "#metric-value[data-value]:not([data-value=''])", "metric"),
                new Place("/explore?metrics=revenue&by=order__country", ".tm-receipt", "explore"),
                new Place("/dashboards", "a[href*=trading]", "dashboards"),
                new Place("/dashboards/storefront/trading", ".tm-board-tile canvas", "dashboard"),
                new Place("/freshness", "#orders_rt", "freshness"),
                new Place("/incidents", ".tm-incidents:not(.head)", "incidents"),
                new Place("/incidents/" + INCIDENT_ID, ".tm-history > div", "incident"),
                new Place("/pipelines", "#transform-fact_orders", "pipelines"),
                new Place("/rollups", "#daily_revenue", "rollups"),
                new Place("/quarantine", ".tm-causes:not(.head)", "quarantine"),
                new Place("/quarantine/" + CAUSE_ID, ".tm-marked .bad", "cause"),
                new Place("/schemas", ".tm-schemas:not(.head)", "schemas"),
                new Place("/schemas/order_placed", ".tm-uses:not(.head)", "schema"),
                new Place("/proposals", ".tm-proposals:not(.head)", "proposals"),
                new Place("/proposals/" + SAMPLE_ID, ".tm-diff .plus", "proposal"),
                new Place(
                        "/edit?path=storefront/metrics/orders.yaml&line=98",
                        ".CodeMirror-code .CodeMirror-line",
                        "edit"));
    }

    @BeforeAll
    void signIn() {
        sample = platform.post("/api/v1/proposals", "builder", SAMPLE)
                .json()
                .get("id")
                .asString();
        cause = misfit();
        incident = incident();
        browser = new PortalBrowser(platform);
        for (String scheme : SCHEMES) {
            browser.visit("/login");
            browser.scheme(scheme);
            browser.visit("/login").locator("input[name=username]").waitFor();
            browser.picture(picture("login", scheme));
        }
        browser.signIn("builder");
    }

    /** Sends an order whose amount is a number, and waits for its cause. */
    private String misfit() {
        Map<String, Object> order = Orders.placed("u-places", "12.50", "France");
        Orders.properties(order).remove("currency");
        Orders.properties(order).putAll(Map.of("amount", 12.5, "curency", "GBP"));
        platform.collect("/v1/events", Optional.of(platform.writeKey("partner-feed")), Orders.json(order));
        return Await.found(PATIENCE, () -> {
            for (JsonNode found :
                    platform.get("/api/v1/quarantine", "analyst").json().get("causes")) {
                if (found.get("places").toString().contains("curency")) {
                    return found.get("id").asString();
                }
            }
            throw new AssertionError("the order is not in quarantine yet");
        });
    }

    /** That of the source whose event is in quarantine. */
    private String incident() {
        return Await.found(PATIENCE, () -> {
            JsonNode found = platform.get("/api/v1/incidents?check=quarantine&subject=partner-feed", "analyst")
                    .json()
                    .get("incidents");
            if (found.isEmpty()) {
                throw new AssertionError("no check has seen yet that an event waits");
            }
            return found.get(0).get("id").asString();
        });
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @MethodSource("places")
    void aPlaceShowsWhatItIsForWithoutComplaint(Place place) {
        Page page = browser.visit(
                place.path().replace(SAMPLE_ID, sample).replace(CAUSE_ID, cause).replace(INCIDENT_ID, incident));
        page.locator(place.settled()).first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(page.locator("h1").count()).as("headings of the page").isEqualTo(1);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("everything fits the width of a laptop")
                .isEqualTo(true);
        for (String scheme : SCHEMES) {
            browser.scheme(scheme);
            browser.picture(picture(place.picture(), scheme));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAddressWithoutAPageSaysSo() {
        try (PortalBrowser lost = new PortalBrowser(platform)) {
            lost.signIn("analyst");
            lost.visit("/explore/nowhere");
            assertThat(lost.shown(".tm-wrong", PATIENCE).innerText())
                    .contains("404", "Nothing here", "/explore/nowhere");
        }
    }

    private static Path picture(String name, String scheme) {
        return Path.of(
                System.getenv().getOrDefault("TIDEMARK_PICTURES", "target/pictures"), name + "-" + scheme + ".png");
    }
}
