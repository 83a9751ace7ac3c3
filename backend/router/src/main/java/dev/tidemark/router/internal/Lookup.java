package dev.tidemark.router.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one metric by group, for filters that ask for them. */
record Lookup(Map<List<@Nullable Object>, Object> values) {

    @Nullable Object of(List<@Nullable Object> key) {
        return values.get(key);
    }
}
