package dev.tidemark.lake.maintenance;

import java.time.Duration;

/**
 * Which files are written anew as one.
 *
 * @param targetBytes how large a file may become; files of three quarters of it are left alone
 * @param fewestFiles how many small files a partition that is still written to must have before they are packed
 * @param quietAfter a partition without new files for so long is packed whenever it has two small ones
 * @param mostBytes how much is read in one run at most; the rest waits for the next
 */
public record FilePacking(long targetBytes, int fewestFiles, Duration quietAfter, long mostBytes) {

    public FilePacking {
        if (targetBytes < 1 || fewestFiles < 2 || mostBytes < targetBytes) {
            throw new IllegalArgumentException(
                    "Packing needs a target of at least a byte, two files, and a run that can" + " read the target: "
                            + targetBytes + ", " + fewestFiles + ", " + mostBytes);
        }
    }

    public FilePacking withTarget(long bytes) {
        return new FilePacking(bytes, fewestFiles, quietAfter, Math.max(mostBytes, bytes));
    }
}
