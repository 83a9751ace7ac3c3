package dev.tidemark.local.engines;

import dev.tidemark.local.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What the engines write: to their standard output, which the supervisor keeps as {@code log/NAME.log}. */
final class Logging {

    private Logging() {}

    private static Path file(Home home) {
        return home.conf().resolve("log4j2.xml");
    }

    static String flag(Home home) {
        return "-Dlog4j2.configurationFile=" + file(home);
    }

    static synchronized void write(Home home) throws IOException {
        Template.write("log4j2.xml", Map.of(), file(home));
    }
}
