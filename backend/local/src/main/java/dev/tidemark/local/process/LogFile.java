package dev.tidemark.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a process has written. */
public record LogFile(Path path) {

    static final long LARGEST = 32L * 1024 * 1024;
    private static final int TAIL = 16 * 1024;

    /** Before a start: a file that has grown large becomes {@code NAME.log.1}, and the one before it goes. */
    void rotate() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        if (Files.exists(path) && Files.size(path) > LARGEST) {
            Path older = path.resolveSibling(path.getFileName() + ".1");
            Files.move(path, older, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last lines, each indented; or a word that there are none. */
    public String lastLines(int count) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            String[] lines =
                    new String(tail, StandardCharsets.UTF_8).stripTrailing().split("\n", -1);
            StringBuilder text = new StringBuilder();
            for (int i = Math.max(0, lines.length - count); i < lines.length; i++) {
                text.append("    ").append(lines[i]).append('\n');
            }
            return text.toString().stripTrailing();
        } catch (IOException _) {
            return "    (no log at " + path + ")";
        }
    }
}
