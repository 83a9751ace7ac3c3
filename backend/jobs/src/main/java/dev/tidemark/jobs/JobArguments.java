package dev.tidemark.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of a job as {@code --name value}. Secrets come as paths of files that only their owner can read, never as values. */
public record JobArguments(Map<String, String> values) implements Serializable {

    public JobArguments(Map<String, String> values) {
        this.values = new HashMap<>(values);
    }

    public static JobArguments of(String... args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("Arguments are --name value, not " + args[i]);
            }
            values.put(args[i].substring(2), args[i + 1]);
        }
        return new JobArguments(values);
    }

    public String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The job needs --" + name);
        }
        return value;
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    public Duration duration(String name, Duration otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Duration.parse(value);
    }

    public List<FamilySettings> families() {
        return FamilySettings.parse(required("families"));
    }

    /** The content of the file that the argument names, null when the argument is absent. */
    public @Nullable String secret(String name) {
        String file = values.get(name);
        try {
            return file == null ? null : Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the file of --" + name, e);
        }
    }
}
