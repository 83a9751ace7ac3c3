package dev.tidemark.server.imports;

import dev.tidemark.catalog.ossie.Ossie;
import dev.tidemark.problems.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The definitions in a ZIP file. Nothing is written to disk; what is too much or points elsewhere is refused. */
final class Archive {

    static final int MOST_FILES = 5_000;
    static final int MOST_BYTES = 32 << 20;

    private static final String MANIFEST = "semantic_manifest.json";
    private static final Pattern SEGMENT = Pattern.compile("[\\w][\\w .+()-]*");

    private Archive() {}

    /**
     * Path → text of its YAML files and its documents of Ossie, or of nothing but its compiled manifest when it has one.
     *
     * @throws ProblemException an {@link ImportProblem}
     */
    static SortedMap<String, String> definitions(byte[] zip) {
        SortedMap<String, String> all = read(zip);
        Optional<String> manifest = all.keySet().stream()
                .filter(path -> path.equals(MANIFEST) || path.endsWith("/" + MANIFEST))
                .min(Comparator.comparingInt(String::length));
        manifest.ifPresent(path -> all.keySet().removeIf(other -> !other.equals(path)));
        if (all.isEmpty()) {
            throw new ProblemException(ImportProblem.NOTHING_TO_IMPORT);
        }
        return all;
    }

    private static SortedMap<String, String> read(byte[] zip) {
        SortedMap<String, String> files = new TreeMap<>();
        int left = MOST_BYTES;
        int entries = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > MOST_FILES) {
                    throw new ProblemException(ImportProblem.ARCHIVE_TOO_LARGE, MOST_FILES + " files");
                }
                String path = checked(entry.getName());
                // What is skipped is unpacked too, so it counts.
                byte[] bytes = in.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw new ProblemException(ImportProblem.ARCHIVE_TOO_LARGE, (MOST_BYTES >> 20) + " MiB");
                }
                if (!entry.isDirectory() && isDefinition(path)) {
                    files.put(path, text(path, bytes));
                } else if (!entry.isDirectory() && isPlain(path) && path.endsWith(".json")) {
                    String text = text(path, bytes);
                    if (Ossie.isDocument(text)) {
                        files.put(path, text);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(ImportProblem.BAD_ARCHIVE, "it is no ZIP file").because(e);
        }
        if (entries == 0) {
            throw new ProblemException(ImportProblem.BAD_ARCHIVE, "it is no ZIP file, or an empty one");
        }
        return files;
    }

    private static String checked(String path) {
        boolean elsewhere = path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")
                || path.contains("\0")
                || ("/" + path + "/").contains("/../")
                || path.length() > 500;
        if (elsewhere) {
            throw new ProblemException(ImportProblem.BAD_ARCHIVE, "a path in it leads out of the directory");
        }
        return path;
    }

    private static boolean isDefinition(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return isPlain(path)
                && (name.endsWith(".yaml")
                        || name.endsWith(".yml")
                        || name.equals(MANIFEST)
                        || name.endsWith("/" + MANIFEST));
    }

    private static boolean isPlain(String path) {
        for (String segment : path.split("/")) {
            if (!SEGMENT.matcher(segment).matches()
                    || segment.equals("__MACOSX")
                    || segment.equals("target_packages")) {
                return false;
            }
        }
        return true;
    }

    private static String text(String path, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(ImportProblem.BAD_ARCHIVE, path + " is not UTF-8 text").because(e);
        }
    }
}
