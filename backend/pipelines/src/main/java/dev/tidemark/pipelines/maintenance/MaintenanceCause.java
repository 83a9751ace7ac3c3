package dev.tidemark.pipelines.maintenance;

import java.util.Locale;

/** Why a table was looked after. */
public enum MaintenanceCause {
    /** Its time had come. */
    SCHEDULE,
    /** Somebody asked. */
    DEMAND;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
