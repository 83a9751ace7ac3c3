package dev.tidemark.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.time.Duration;

/** The page of one metric, opened by the analyst and loaded once. */
final class MetricPage implements AutoCloseable {

    /** A new platform takes ninety days in, oldest first, so the last day has no number before all of them have come all the way. */
    private static final Duration FIRST_NUMBER = Duration.ofMinutes(6);

    private final PortalBrowser browser;
    private final Page page;

    MetricPage(Platform platform, String metric) {
        browser = new PortalBrowser(platform);
        browser.signIn("analyst");
        page = browser.visit("/metrics/" + metric);
        browser.shown("#metric-value[data-value]:not([data-value=''])", FIRST_NUMBER);
        // A load of the page would lose this mark.
        page.evaluate("window.loadedOnce = true");
    }

    /** The exact number that the page shows now. */
    BigDecimal value() {
        return new BigDecimal(page.locator("#metric-value").getAttribute("data-value"));
    }

    boolean neverLoadedAgain() {
        return Boolean.TRUE.equals(page.evaluate("window.loadedOnce === true"));
    }

    /** The text of the receipt beside the number. */
    String receipt() {
        Locator receipt = page.locator(".tm-receipt");
        receipt.waitFor();
        return receipt.innerText();
    }

    @Override
    public void close() {
        browser.close();
    }
}
