package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every place of the portal shows what it is for, without a word of complaint, in light and dark. The pictures go to {@code
 * target/pictures}, or to the folder that {@code TIDEMARK_PICTURES} names.
 */
@Tag("browser")
@Order(5)
@TestInstance(Lifecycle.PER_CLASS)
class PlacesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform = Platform.running();
    private PortalBrowser browser;

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
                new Place("/freshness", "#orders_rt", "freshness"),
                new Place("/pipelines", "#transform-fact_orders", "pipelines"));
    }

    @BeforeAll
    void signIn() {
        browser = new PortalBrowser(platform);
        browser.visit("/login");
        browser.page().locator("input[name=username]").waitFor();
        picture("login");
        browser.signIn("builder");
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @MethodSource("places")
    void aPlaceShowsWhatItIsForWithoutComplaint(Place place) {
        Page page = browser.visit(place.path());
        page.locator(place.settled()).first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(page.locator("h1").count()).as("headings of the page").isEqualTo(1);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("everything fits the width of a laptop")
                .isEqualTo(true);
        picture(place.picture());
        assertThat(browser.complaints()).isEmpty();
    }

    private void picture(String name) {
        String folder = System.getenv().getOrDefault("TIDEMARK_PICTURES", "target/pictures");
        for (String scheme : List.of("light", "dark")) {
            browser.picture(Path.of(folder, name + "-" + scheme + ".png"), scheme);
        }
    }
}
