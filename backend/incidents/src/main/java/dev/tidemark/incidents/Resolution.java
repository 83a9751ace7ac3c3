package dev.tidemark.incidents;

import java.util.Optional;

/** Why an incident is over. */
public enum Resolution {
    /** Its check passes again; only the check says so. */
    PASSED("its check passes again"),
    /** Somebody mended the cause. When the check still fails once it has settled, it is a new incident. */
    FIXED("fixed"),
    /** There was nothing wrong. The cause opens nothing before it has passed its check once. */
    FALSE_ALARM("false alarm"),
    /** It stays as it is. The cause opens nothing before it has passed its check once. */
    ACCEPTED("accepted"),
    /** Another incident says the same. The cause opens nothing before it has passed its check once. */
    DUPLICATE("duplicate");

    private final String title;

    Resolution(String title) {
        this.title = title;
    }

    public String word() {
        return Words.of(this);
    }

    public String title() {
        return title;
    }

    public static Optional<Resolution> of(String word) {
        return Words.find(Resolution.class, word);
    }
}
