package dev.tidemark.frontend.shell;

import com.vaadin.flow.component.Html;

/** The few drawings of the shell, as SVG in the colour of the text around them. */
public final class Icons {

    /** URL-encoded, for the page's icon. */
    static final String FAVICON =
            "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect width='24' height='24' rx='6' fill='%231484a8'/%3E"
                    + "%3Cpath d='M4 10c2.7-3 5.3-3 8 0s5.3 3 8 0M4 15.5c2.7-3 5.3-3 8 0s5.3 3 8 0' stroke='white' stroke-width='2' "
                    + "fill='none' stroke-linecap='round'/%3E%3C/svg%3E";

    static final String LOGO = """
            <svg viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6.5" fill="var(--tm-accent)"/>
            <path d="M4 10c2.7-3 5.3-3 8 0s5.3 3 8 0M4 15.5c2.7-3 5.3-3 8 0s5.3 3 8 0" stroke="var(--tm-surface)" stroke-width="2"
            fill="none" stroke-linecap="round"/></svg>""";

    static final String HOME = line("M2.5 7.2 8 2.6l5.5 4.6v6.2h-3.8V9.6H6.3v3.8H2.5z");
    static final String METRICS = line("M2.5 13.5h11M4 11V8M8 11V3M12 11V6");
    static final String EXPLORE =
            line("M7 2.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.8zM10.2 10.2l3.4 3.4M7 9V7.2M5.2 9V6.4M8.8 9V5.2");
    static final String DASHBOARDS =
            line("M2.2 2.2h5v6.4h-5zM9.4 2.2h4.4v3.6H9.4zM9.4 8h4.4v5.8H9.4zM2.2 10.8h5v3h-5z");
    static final String FRESHNESS =
            line("M1.8 6c2-2.2 4.1-2.2 6.2 0s4.2 2.2 6.2 0M1.8 10.6c2-2.2 4.1-2.2 6.2 0s4.2 2.2 6.2 0");
    static final String INCIDENTS = line("M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.5h.01");
    static final String PIPELINES = line(
            "M1.8 4.2h3.4v3.4H1.8zM10.8 1.9h3.4v3.4h-3.4zM10.8 10.7h3.4v3.4h-3.4zM5.2 5.9H8V3.6h2.8M8 5.9v6.5h2.8");
    static final String ROLLUPS = line("M2.2 2.4h11.6v3H2.2zM4.4 8h7.2v2.6H4.4zM6.4 13.2h3.2M8 5.4V8M8 10.6v2.6");
    static final String QUARANTINE =
            line("M8 1.8 14 4v4c0 3.2-2.5 5.2-6 6.2C4.5 13.2 2 11.2 2 8V4zM8 5v3.4M8 10.8h.01");
    static final String SCHEMAS = line("M2.6 3h10.8v3.2H2.6zM2.6 6.2h10.8v3.3H2.6zM2.6 9.5h10.8V13H2.6zM6.4 3v10");
    static final String PROPOSALS = line(
            "M4.2 5.4v5.2M4.2 5.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM4.2 13.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z"
                    + "M11.8 13.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM11.8 10.6V6.8c0-1.6-.9-2.6-2.5-2.6H7.6M9.2 2.4 7.4 4.2l1.8 1.8");
    static final String KEYS = line("M1.8 4h12.4v8H1.8zM4.4 6.7h.1M7 6.7h.1M9.6 6.7h.1M12 6.7h.1M5 9.4h6");
    static final String SUN = "<span class=\"tm-sun\">"
            + line(
                    "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.3v1.6M8 13.1v1.6M1.3 8h1.6M13.1 8h1.6M3.3 3.3l1.1 1.1M11.6 11.6l1.1 1.1M12.7 3.3l-1.1 1.1M4.4 11.6l-1.1 1.1")
            + "</span>";
    static final String MOON =
            "<span class=\"tm-moon\">" + line("M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z") + "</span>";

    private Icons() {}

    private static String line(String path) {
        return "<svg viewBox=\"0 0 16 16\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.35\" stroke-linecap=\"round\" "
                + "stroke-linejoin=\"round\" aria-hidden=\"true\"><path d=\"" + path + "\"/></svg>";
    }

    /** A navigation icon. */
    static Html nav(String drawing) {
        return new Html("<span class=\"tm-nav-icon\">" + drawing + "</span>");
    }
}
