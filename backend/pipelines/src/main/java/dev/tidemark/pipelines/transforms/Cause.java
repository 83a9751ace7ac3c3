package dev.tidemark.pipelines.transforms;

import java.util.Locale;

/** Why a transform ran. */
public enum Cause {
    /** Its time had come. */
    SCHEDULE,
    /** Somebody asked. */
    DEMAND,
    /** A transform that reads it was to run. */
    UPSTREAM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
