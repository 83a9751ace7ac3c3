package dev.tidemark.stores;

import java.util.Locale;

/** The role a store plays. */
public enum StoreName {
    REALTIME,
    WAREHOUSE,
    LAKEHOUSE;

    /** As written in definitions and receipts, for example {@code realtime}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
