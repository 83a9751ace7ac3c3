package dev.tidemark.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The page of one metric in a headless Chromium, logged in as the analyst and loaded once. */
final class MetricPage implements AutoCloseable {

    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    private static final Duration FIRST_NUMBER = Duration.ofMinutes(2);

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium().launch(options());
    private final Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));

    MetricPage(Platform platform, String metric) {
        page.navigate(platform.portal("/login").toString());
        page.locator("input[name=username]").fill("analyst");
        page.locator("input[name=password]").fill("analyst");
        page.locator("input[name=password]").press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
        page.navigate(platform.portal("/metrics/" + metric).toString());
        // There is a number once the first events of a new platform have come all the way.
        page.locator("#metric-value[data-value]:not([data-value=''])")
                .waitFor(new Locator.WaitForOptions().setTimeout(FIRST_NUMBER.toMillis()));
        // A load of the page would lose this mark.
        page.evaluate("window.loadedOnce = true");
    }

    private static BrowserType.LaunchOptions options() {
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setHeadless(true).setArgs(List.of("--no-sandbox"));
        BROWSERS.stream().filter(Files::isExecutable).findFirst().ifPresent(options::setExecutablePath);
        return options;
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

    /** A picture of the page in the portal's {@code light} or {@code dark} scheme. */
    void picture(Path file, String scheme) {
        page.evaluate("scheme => window.tidemark.scheme(scheme)", scheme);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
