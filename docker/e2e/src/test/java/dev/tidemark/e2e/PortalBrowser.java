package dev.tidemark.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The portal in a headless Chromium, one page of a laptop's size. */
final class PortalBrowser implements AutoCloseable {

    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** In the first minutes of a platform, which takes in ninety days of history, pages come, but not at once. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium().launch(options());
    private final Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    PortalBrowser(Platform platform) {
        this.platform = platform;
        page.setDefaultTimeout(PATIENCE.toMillis());
        page.onRequest(request -> unanswered.add(request.url()));
        page.onRequestFinished(request -> unanswered.remove(request.url()));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> note(message, complaints));
    }

    private static BrowserType.LaunchOptions options() {
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setHeadless(true).setArgs(List.of("--no-sandbox"));
        BROWSERS.stream().filter(Files::isExecutable).findFirst().ifPresent(options::setExecutablePath);
        return options;
    }

    private static void note(ConsoleMessage message, List<String> complaints) {
        if (message.type().equals("error")) {
            complaints.add(message.location() + " " + message.text());
        }
    }

    void signIn(String user) {
        visit("/login");
        shown("input[name=username]", PATIENCE).fill(user);
        page.locator("input[name=password]").fill(user);
        page.locator("input[name=password]").press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
    }

    /** The first of what is to come; if nothing comes, the error tells what the page shows instead and what it waits for. */
    Locator shown(String selector, Duration patience) {
        Locator wanted = page.locator(selector).first();
        try {
            wanted.waitFor(new Locator.WaitForOptions().setTimeout(patience.toMillis()));
            return wanted;
        } catch (TimeoutError e) {
            throw new AssertionError(
                    "no " + selector + "; unanswered: " + unanswered + ", complaints: " + complaints + ", page: "
                            + page.locator("body").innerText(),
                    e);
        }
    }

    Page visit(String path) {
        page.navigate(platform.portal(path).toString());
        return page;
    }

    Page page() {
        return page;
    }

    /** What the page's scripts have complained about since the start. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Shows what comes in {@code light} or {@code dark}, and what is open too if it lets people choose. */
    void scheme(String scheme) {
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.valueOf(scheme.toUpperCase(Locale.ROOT))));
        page.evaluate("scheme => window.tidemark && window.tidemark.scheme(scheme)", scheme);
    }

    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
