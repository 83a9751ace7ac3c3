package dev.tidemark.lake.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A file to read. */
public record LocalInputFile(String location, Path path) implements InputFile {

    @Override
    public long getLength() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public SeekableInputStream newStream() {
        try {
            return new LocalInputStream(FileChannel.open(path));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    private RuntimeException failure(IOException cause) {
        return cause instanceof NoSuchFileException
                ? new NotFoundException(cause, "No such file: %s", location)
                : new UncheckedIOException("Cannot read " + location, cause);
    }
}
