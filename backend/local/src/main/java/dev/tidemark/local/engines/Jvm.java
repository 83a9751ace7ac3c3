package dev.tidemark.local.engines;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that runs us, and how it runs the others. */
final class Jvm {

    private static final List<String> USUAL_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private Jvm() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** A command line; the flags come after the usual ones, so that the later wins. */
    static List<String> command(List<String> flags, String classPath, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/java").toString());
        command.addAll(USUAL_FLAGS);
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }
}
