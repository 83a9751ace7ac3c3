package dev.tidemark.local.home;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout whose engines and processes are run. */
public record Repository(Path root) {

    /** @throws IllegalStateException if no folder from here upwards is a checkout of Tidemark */
    public static Repository around(Path somewhere) {
        for (Path folder = somewhere.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("backend/local/engines"))) {
                return new Repository(folder);
            }
        }
        throw new IllegalStateException(somewhere + " is not inside a checkout of Tidemark");
    }

    public Path engine(String name) {
        return root.resolve("backend/local/engines").resolve(name);
    }

    public Path module(String path) {
        return root.resolve(path);
    }
}
