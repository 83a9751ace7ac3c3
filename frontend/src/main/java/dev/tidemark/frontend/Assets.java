package dev.tidemark.frontend;

/** Addresses of our own static files. They carry a version because browsers keep them for an hour. */
public final class Assets {

    /** Raise it with every change of a script. */
    private static final String VERSION = "?v=10";

    public static final String STYLE = "context://css/tidemark.css";
    public static final String SCRIPT = "context://js/tidemark.js" + VERSION;
    public static final String CHART = "context://js/chart.js" + VERSION;
    public static final String ECHARTS = "context://vendor/echarts-6.0.0/echarts.min.js";

    public static final String EDITOR = "context://js/editor.js" + VERSION;
    public static final String PROPOSALS_STYLE = "context://css/proposals.css" + VERSION;

    public static final String QUARANTINE_STYLE = "context://css/quarantine.css" + VERSION;

    public static final String INCIDENTS_STYLE = "context://css/incidents.css" + VERSION;

    /** The folder of CodeMirror, which comes as a web jar. */
    public static final String CODEMIRROR = "context://webjars/codemirror/5.65.20/";

    private Assets() {}
}
