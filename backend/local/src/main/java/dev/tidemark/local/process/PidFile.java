package dev.tidemark.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers on disk which process a part is, so that a later supervisor finds what a killed one left behind. */
public record PidFile(Path path) {

    public void write(ProcessIdentity identity) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, identity.pid() + " " + identity.started() + "\n");
    }

    /** The process written here, if the file is there and whole; it need not run any more. */
    public Optional<ProcessIdentity> read() {
        try {
            String[] fields = Files.readString(path).strip().split(" ", 2);
            return fields.length == 2
                    ? Optional.of(new ProcessIdentity(Long.parseLong(fields[0]), fields[1]))
                    : Optional.empty();
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
