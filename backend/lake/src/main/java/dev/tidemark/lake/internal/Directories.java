package dev.tidemark.lake.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What the file system forgets after a crash unless it is told not to. */
public final class Directories {

    private Directories() {}

    /** Makes the names in a directory durable; a no-op where directories cannot be opened (Windows). */
    public static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        } catch (IOException e) {
            // The file itself is durable; only file systems that cannot open directories come here.
            return;
        }
    }
}
