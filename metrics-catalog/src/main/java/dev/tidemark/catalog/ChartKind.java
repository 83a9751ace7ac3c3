package dev.tidemark.catalog;

import java.util.Locale;

/** How an answer is drawn. */
public enum ChartKind {
    /** Whatever suits it: bars or a line over time, bars for categories, else the number itself. */
    AUTO,
    NUMBER,
    LINE,
    BAR,
    TABLE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
