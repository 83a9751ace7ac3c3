package dev.tidemark.local.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a folder that can be definitions, under their paths in it. */
final class DefinitionsZip {

    private static final List<String> KINDS = List.of(".yaml", ".yml", ".json");

    private DefinitionsZip() {}

    /**
     * @throws UsageException when there is no such folder
     */
    static byte[] of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UsageException(folder + " is no folder");
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file ->
                            KINDS.stream().anyMatch(kind -> file.toString().endsWith(kind)))
                    .sorted()
                    .toList();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
