package dev.tidemark.benchmarks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metric page of a portal in a headless browser, logged in and never loaded again. */
final class Page implements AutoCloseable {

    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Playwright playwright;
    private final Browser browser;
    private final com.microsoft.playwright.Page page;

    Page(URI portal, String metric) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setHeadless(true).setArgs(List.of("--no-sandbox"));
        installed().ifPresent(options::setExecutablePath);
        browser = playwright.chromium().launch(options);
        page = browser.newPage();
        page.navigate(portal.resolve("/login").toString());
        page.locator("input[name=username]").fill("analyst");
        page.locator("input[name=password]").fill("analyst");
        page.locator("input[name=password]").press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
        page.navigate(portal.resolve("/metrics/" + metric).toString());
        page.locator("[data-value]")
                .first()
                .waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
    }

    private static Optional<Path> installed() {
        return BROWSERS.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** The exact number that the page shows now. */
    String shown() {
        return Optional.ofNullable(page.locator("[data-value]").first().getAttribute("data-value"))
                .orElse("");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
