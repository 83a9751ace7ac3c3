package dev.tidemark.collector.internal.enrichment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells families of clients from what they call themselves: the first sign that is there counts. Browsers name their ancestors too, so those that
 * imitate stand before those that are imitated. Coarse on purpose; the text itself is kept beside it.
 */
final class UserAgents {

    private static final List<Sign> AGENTS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("Opera", "Opera"),
            new Sign("SamsungBrowser/", "Samsung Internet"),
            new Sign("YaBrowser/", "Yandex Browser"),
            new Sign("Vivaldi/", "Vivaldi"),
            new Sign("DuckDuckGo/", "DuckDuckGo"),
            new Sign("UCBrowser/", "UC Browser"),
            new Sign("HeadlessChrome/", "Headless Chrome"),
            new Sign("FxiOS/", "Firefox"),
            new Sign("Firefox/", "Firefox"),
            new Sign("; wv)", "Android WebView"),
            new Sign("CriOS/", "Chrome"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Chromium/", "Chrome"),
            new Sign("MSIE ", "Internet Explorer"),
            new Sign("Trident/", "Internet Explorer"),
            new Sign("Android ", "Android Browser"),
            new Sign("Safari/", "Safari"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Windows Phone", "Windows Phone"),
            new Sign("Windows", "Windows"),
            new Sign("Tizen", "Tizen"),
            new Sign("Web0S", "webOS"),
            new Sign("Android", "Android"),
            new Sign("Apple TV", "tvOS"),
            new Sign("iPhone", "iOS"),
            new Sign("iPad", "iOS"),
            new Sign("iPod", "iOS"),
            new Sign("Darwin/", "macOS"),
            new Sign("Mac OS X", "macOS"),
            new Sign("Macintosh", "macOS"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("FreeBSD", "FreeBSD"),
            new Sign("Linux", "Linux"));

    private static final List<String> ROBOTS = List.of(
            "bot/", "bot;", "bot ", "bot)", "-bot", "crawl", "spider", "slurp", "headless", "preview", "monitor");

    private static final List<String> LIBRARIES = List.of(
            "curl",
            "wget",
            "python",
            "okhttp",
            "go-http-client",
            "apache-httpclient",
            "java",
            "axios",
            "node",
            "undici",
            "postmanruntime",
            "ruby",
            "faraday",
            "guzzlehttp",
            "dart",
            "libwww-perl",
            "reqwest",
            "aiohttp",
            "httpie",
            "tidemark");

    private static final List<String> SCREENS =
            List.of("SMART-TV", "SmartTV", "Apple TV", "BRAVIA", "Tizen", "Web0S", "; AFT");

    private static final Pattern PRODUCT = Pattern.compile("([A-Za-z][A-Za-z0-9 ._-]{0,39}?)(?:/|$)");
    private static final Pattern ROBOT =
            Pattern.compile("([A-Za-z][A-Za-z0-9._-]{0,38}(?i:bot|crawler|spider|slurp))\\b");

    private UserAgents() {}

    private record Sign(String part, String meaning) {}

    static Client client(String userAgent) {
        String lower = userAgent.toLowerCase(Locale.ROOT);
        boolean browser = lower.startsWith("mozilla/") || lower.startsWith("opera/");
        String product = browser ? null : found(PRODUCT, userAgent);
        String system = first(SYSTEMS, userAgent);
        if ((contains(lower, ROBOTS) || lower.endsWith("bot")) && !lower.contains("cubot")) {
            String name = found(ROBOT, userAgent);
            return new Client("robot", name != null ? name : browser ? first(AGENTS, userAgent) : product, system);
        }
        if (!browser) {
            boolean library = product != null && contains(product.toLowerCase(Locale.ROOT), LIBRARIES);
            return new Client(library ? "library" : device(userAgent, system), product, system);
        }
        return new Client(device(userAgent, system), first(AGENTS, userAgent), system);
    }

    private static @Nullable String device(String userAgent, @Nullable String system) {
        if (contains(userAgent, SCREENS)) {
            return "tv";
        }
        return switch (system) {
            case null -> null;
            case "Android" ->
                userAgent.contains("Mobile") ? "phone" : userAgent.startsWith("Mozilla/") ? "tablet" : null;
            case "iOS" -> userAgent.contains("iPad") ? "tablet" : "phone";
            case "Windows Phone" -> "phone";
            case "Windows", "macOS", "ChromeOS", "Linux", "FreeBSD" -> "desktop";
            default -> null;
        };
    }

    private static @Nullable String first(List<Sign> signs, String userAgent) {
        for (Sign sign : signs) {
            if (userAgent.contains(sign.part)) {
                return sign.meaning;
            }
        }
        return null;
    }

    private static boolean contains(String text, List<String> parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String found(Pattern pattern, String userAgent) {
        Matcher matcher = pattern.matcher(userAgent);
        return (pattern == PRODUCT ? matcher.lookingAt() : matcher.find()) ? matcher.group(1) : null;
    }
}
