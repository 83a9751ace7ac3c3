package dev.tidemark.router.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What went out of an answer that was a file.
 *
 * @param format its media type
 * @param rows that were written
 * @param bytes that were handed to the connection, before it packs them
 * @param whole whether that was all
 * @param refusal the code of the problem that ended it; null when it is whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exported(
        String format,
        long rows,
        long bytes,
        boolean whole,
        @Nullable String refusal) {}
