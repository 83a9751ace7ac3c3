package dev.tidemark.pipelines.transforms;

import dev.tidemark.stores.warehouse.DuckDbSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How transforms run here.
 *
 * @param engine what a run may use
 * @param look how often to look for transforms whose time has come; zero to run on demand only
 * @param retryFirst the first pause after a failure; doubled with each further one, up to {@code retryMost}
 */
public record TransformsSettings(DuckDbSettings engine, Duration look, Duration retryFirst, Duration retryMost) {

    /** 384 MB and both cores while it runs, looking every two seconds. */
    public static TransformsSettings defaults(Path scratch) {
        return new TransformsSettings(
                new DuckDbSettings("384MB", 2, 1, Duration.ofSeconds(5), scratch),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10));
    }
}
