package dev.tidemark.router.internal;

import dev.tidemark.catalog.DatePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A name in pieces.
 *
 * @param metric the name, where it is a metric's
 * @param alias what its column is called; read by {@link SaidAliases}
 */
@JsonNaming(SnakeCaseStrategy.class)
record NamePieces(
        @Nullable String name,
        @Nullable String metric,
        @Nullable String grain,
        @Nullable String datePart,
        @Nullable List<String> entityPath,
        @Nullable Boolean descending,
        @Nullable String alias) {

    /** Empty when the name itself is missing. */
    Optional<String> whole() {
        String written = name == null ? metric : name;
        if (written == null) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(entityPath == null ? List.of() : entityPath);
        parts.add(written);
        if (datePart != null) {
            parts.add(DatePart.PREFIX + datePart.toLowerCase(Locale.ROOT));
        } else if (grain != null) {
            parts.add(grain.toLowerCase(Locale.ROOT));
        }
        return Optional.of((Boolean.TRUE.equals(descending) ? "-" : "") + String.join("__", parts));
    }
}
