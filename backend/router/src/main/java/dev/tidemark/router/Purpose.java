package dev.tidemark.router;

import org.jspecify.annotations.Nullable;

/** What a question is asked for; it goes into the usage record. */
public record Purpose(@Nullable String dashboard, @Nullable String reason) {

    public static final Purpose NONE = new Purpose(null, null);
}
