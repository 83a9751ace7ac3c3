package dev.tidemark.lake;

import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A lake of its own for a test class: an own database on a real PostgreSQL, an own directory, gone when closed. */
public final class TestLake implements AutoCloseable {

    private final LakeSettings settings;
    private final Lake lake;

    private TestLake(LakeSettings settings) {
        this.settings = settings;
        this.lake = Lake.open(settings);
    }

    public static TestLake create() {
        Database database = Testbed.postgres();
        try {
            return new TestLake(new LakeSettings(
                    database.url(), database.user(), database.password(), Files.createTempDirectory("lake")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Lake lake() {
        return lake;
    }

    public LakeSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        lake.close();
        try (Stream<Path> files = Files.walk(settings.root())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
