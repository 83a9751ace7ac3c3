package dev.tidemark.frontend.shell;

/**
 * A step of the trail to a page.
 *
 * @param path where it leads; empty for the page itself
 */
public record Crumb(String title, String path) {

    public static Crumb here(String title) {
        return new Crumb(title, "");
    }
}
