package dev.tidemark.lake;

import dev.tidemark.lake.internal.LocalInputFile;
import dev.tidemark.lake.internal.LocalOutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.apache.iceberg.io.DelegateFileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Files under one directory, named {@code local:///path} as Trino's native local file system names them.
 *
 * <p>A file appears whole or not at all: it is written under a temporary name, forced to disk and moved. Locations that
 * leave the directory are refused. No Hadoop: its file systems do not start on current JDKs.
 */
public final class LocalFileIO implements DelegateFileIO {

    /** The property that names the directory. */
    public static final String ROOT = "local.root";

    static final String SCHEME = "local://";

    private static final long serialVersionUID = 1L;

    private String root = "";

    /** For Iceberg, which calls {@link #initialize} next. */
    public LocalFileIO() {}

    public LocalFileIO(Path root) {
        this.root = root.toAbsolutePath().normalize().toString();
    }

    @Override
    public void initialize(Map<String, String> properties) {
        String directory = properties.get(ROOT);
        if (directory == null || directory.isBlank()) {
            throw new IllegalArgumentException("The property " + ROOT + " must name the lake's directory");
        }
        root = Path.of(directory).toAbsolutePath().normalize().toString();
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(ROOT, root);
    }

    /** The file that a location names. */
    public Path path(String location) {
        Path base = Path.of(root);
        Path path = location.startsWith(SCHEME)
                ? base.resolve(withoutLeadingSlashes(location.substring(SCHEME.length())))
                : Path.of(location);
        Path normal = path.toAbsolutePath().normalize();
        if (!normal.startsWith(base)) {
            throw new IllegalArgumentException("Location outside the lake: " + location);
        }
        return normal;
    }

    /** The location that names a file of the lake. */
    public String location(Path path) {
        Path relative = Path.of(root).relativize(path.toAbsolutePath().normalize());
        if (relative.startsWith("..")) {
            throw new IllegalArgumentException("File outside the lake: " + path);
        }
        return SCHEME + "/" + relative.toString().replace('\\', '/');
    }

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInputFile(location, path(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new LocalOutputFile(location, path(location));
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + location, e);
        }
    }

    @Override
    public void deleteFiles(Iterable<String> locations) {
        int failed = 0;
        for (String location : locations) {
            try {
                Files.deleteIfExists(path(location));
            } catch (IOException e) {
                failed++;
            }
        }
        if (failed > 0) {
            throw new BulkDeletionFailureException(failed);
        }
    }

    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        Path directory = path(prefix);
        List<FileInfo> files = new ArrayList<>();
        for (Path file : filesBelow(directory)) {
            try {
                files.add(new FileInfo(
                        location(file),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toMillis()));
            } catch (IOException e) {
                // Gone between the listing and the look: not there any more, so not listed.
                continue;
            }
        }
        return files;
    }

    @Override
    public void deletePrefix(String prefix) {
        for (Path file : filesBelow(path(prefix))) {
            deleteFile(location(file));
        }
    }

    private static List<Path> filesBelow(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
    }

    private static String withoutLeadingSlashes(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }
}
