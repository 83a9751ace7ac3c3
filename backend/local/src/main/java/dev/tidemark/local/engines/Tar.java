package dev.tidemark.local.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Unpacks an archive with the system's tar, which keeps modes and links; the caller takes the compression off. */
final class Tar {

    private Tar() {}

    /** The folder appears whole or not at all. */
    static void unpack(InputStream archive, Path folder) throws IOException, InterruptedException {
        Path half = folder.resolveSibling(
                folder.getFileName() + "." + ProcessHandle.current().pid());
        Tree.delete(half);
        Files.createDirectories(half);
        Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", half.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = tar.getOutputStream()) {
            archive.transferTo(in);
        }
        if (tar.waitFor() != 0) {
            throw new IOException("tar could not unpack " + folder.getFileName());
        }
        Tree.delete(folder);
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
