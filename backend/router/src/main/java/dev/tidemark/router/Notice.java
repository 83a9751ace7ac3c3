package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something a reader of the numbers should know.
 *
 * @param kind for example {@code restatement}, {@code store-away}, {@code late-rows}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notice(
        String kind, @Nullable String id, @Nullable String range, String text) {

    public static Notice of(String kind, String text) {
        return new Notice(kind, null, null, text);
    }
}
