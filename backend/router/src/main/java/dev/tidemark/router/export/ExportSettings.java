package dev.tidemark.router.export;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How large files may be.
 *
 * @param deadline from the question to the last row, the reader's own slowness included
 * @param maxRows the most rows of a file
 * @param rowsInMemory the most rows of one export that are in memory; what has to be sorted and is more lies in scratch files
 * @param maxScratchBytes the most that the scratch files of one export take
 * @param scratch where they lie
 * @param atOnce exports that run at once
 */
public record ExportSettings(
        Duration deadline, int maxRows, int rowsInMemory, long maxScratchBytes, Path scratch, int atOnce) {

    public static final ExportSettings DEFAULT = new ExportSettings(
            Duration.ofMinutes(30), 10_000_000, 100_000, 4L << 30, Path.of(System.getProperty("java.io.tmpdir")), 4);
}
