package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {

    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @Test
    void aFileIsThereWhenItsStreamIsClosedAndNotBefore() throws IOException {
        LocalFileIO files = new LocalFileIO(root);
        PositionOutputStream out = files.newOutputFile("local:///raw/a").create();
        out.write(BYTES);
        assertThat(out.getPos()).isEqualTo(10);
        assertThat(files.newInputFile("local:///raw/a").exists()).isFalse();

        out.close();

        assertThat(root.resolve("raw/a")).hasBinaryContent(BYTES);
        assertThat(names("local:///raw")).containsExactly("local:///raw/a");
    }

    @Test
    void readsFromAnyPosition() throws IOException {
        LocalFileIO files = new LocalFileIO(root);
        write(files, "local:///a");

        try (SeekableInputStream in = files.newInputFile("local:///a").newStream()) {
            in.seek(7);
            assertThat(in.read()).isEqualTo('7');
            assertThat(in.getPos()).isEqualTo(8);
            assertThat(in.readAllBytes()).asString().isEqualTo("89");
        }
    }

    @Test
    void doesNotOverwriteUnlessAsked() throws IOException {
        LocalFileIO files = new LocalFileIO(root);
        write(files, "local:///a");

        assertThatThrownBy(() -> files.newOutputFile("local:///a").create()).isInstanceOf(AlreadyExistsException.class);
        files.newOutputFile("local:///a").createOrOverwrite().close();
        assertThat(root.resolve("a")).isEmptyFile();
    }

    @Test
    void refusesToLeaveItsDirectory() {
        LocalFileIO files = new LocalFileIO(root);

        assertThatThrownBy(() -> files.newInputFile("local:///../secret")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.newInputFile("/etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.location(Path.of("/etc/passwd"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatIsMissing() {
        LocalFileIO files = new LocalFileIO(root);

        assertThatThrownBy(() -> files.newInputFile("local:///gone").getLength())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("local:///gone");
    }

    @Test
    void deletesManyAndWholePrefixes() throws IOException {
        LocalFileIO files = new LocalFileIO(root);
        for (String name : List.of("local:///t/a", "local:///t/b", "local:///t/deep/c", "local:///u/d")) {
            write(files, name);
        }

        files.deleteFiles(List.of("local:///t/a", "local:///t/never-was"));
        assertThat(names("local:///")).containsExactly("local:///t/b", "local:///t/deep/c", "local:///u/d");

        files.deletePrefix("local:///t");
        assertThat(names("local:///")).containsExactly("local:///u/d");
    }

    private static void write(LocalFileIO files, String location) throws IOException {
        try (PositionOutputStream out = files.newOutputFile(location).create()) {
            out.write(BYTES);
        }
    }

    private List<String> names(String prefix) throws IOException {
        assertThat(Files.walk(root).filter(path -> path.toString().endsWith(".tmp")))
                .isEmpty();
        return StreamSupport.stream(new LocalFileIO(root).listPrefix(prefix).spliterator(), false)
                .map(FileInfo::location)
                .toList();
    }
}
