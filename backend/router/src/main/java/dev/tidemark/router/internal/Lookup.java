package dev.tidemark.router.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one metric by group, for filters that ask for them. */
record Lookup(Map<List<@Nullable Object>, Object> values) {

    /** As in a join: what lacks a key finds nothing, also not what else lacks one. */
    @Nullable Object of(List<@Nullable Object> key) {
        return key.contains(null) ? null : values.get(key);
    }
}
