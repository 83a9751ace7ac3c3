package dev.tidemark.local.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the build of one of our modules has left in its target folder. */
record Own(Path target) {

    private static final String SEPARATOR = System.getProperty("path.separator");

    boolean built() throws IOException {
        return jar().isPresent() && Files.exists(target.resolve("runtime-classpath.txt"));
    }

    /**
     * The module's jar and everything it needs to run. What the next build would overwrite is copied into the folder
     * first: a jar must not change under a process that runs from it.
     */
    List<Path> classPath(Path folder) throws IOException {
        Path jar = jar().orElseThrow(() -> new IOException(target + " is not built"));
        Tree.delete(folder);
        Files.createDirectories(folder);
        List<Path> entries = new ArrayList<>();
        entries.add(copied(jar, folder));
        String written =
                Files.readString(target.resolve("runtime-classpath.txt")).strip();
        for (String entry : written.split(SEPARATOR, -1)) {
            Path path = Path.of(entry);
            if (!entry.isEmpty()) {
                entries.add(isOurs(path) ? copied(path, folder) : path);
            }
        }
        return entries;
    }

    /** Ours are snapshots from the reactor or from the local repository; all others are released and never change. */
    private static boolean isOurs(Path entry) {
        return entry.getFileName().toString().startsWith("tidemark-") || Files.isDirectory(entry);
    }

    private static Path copied(Path entry, Path folder) throws IOException {
        if (Files.isDirectory(entry)) {
            return Tree.copy(entry, folder.resolve(entry.toString().replace('/', '_')));
        }
        return Files.copy(entry, folder.resolve(entry.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Without the jars of its sources, documentation and tests. */
    Optional<Path> jar() throws IOException {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("tidemark-.*\\.jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .findFirst();
        }
    }
}
