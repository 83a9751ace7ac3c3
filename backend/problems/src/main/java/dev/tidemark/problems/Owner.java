package dev.tidemark.problems;

import java.util.Locale;

/** Who can do something about a problem. */
public enum Owner {
    /** The caller: the request is wrong or asks for what it may not have. */
    USER,
    /** Us: a defect. */
    INTERNAL,
    /** Capacity: a quota, a queue or memory ran out; the same request may pass later. */
    RESOURCES,
    /** Something outside this process is away or misbehaves. */
    EXTERNAL;

    /** The word in a problem document, for example {@code user}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
