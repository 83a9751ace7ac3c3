package dev.tidemark.local.command;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browsers of this machine: one for people, one for the tests. */
public record Browser(PrintStream out) {

    private static final List<String> FOR_TESTS = List.of("chromium", "chromium-browser", "google-chrome");

    /** {@code tidemark open}: shows the portal, or says where it is. */
    public int open(Home home) throws IOException {
        String url = "http://localhost:" + (Ports.chosen(home) ? Ports.load(home) : Ports.usual(0)).of("portal") + "/";
        out.println(url);
        Optional<String> opener =
                Stream.of("xdg-open", "open").filter(Browser::present).findFirst();
        if (opener.isPresent()) {
            new ProcessBuilder(opener.get(), url).inheritIO().start();
        }
        return 0;
    }

    /** Installs Chromium where the browser tests would miss it and we may: as root, with apt. */
    void install() throws IOException, InterruptedException {
        if (FOR_TESTS.stream().anyMatch(Browser::present)) {
            return;
        }
        if (!System.getProperty("user.name").equals("root") || !present("apt-get")) {
            out.println("No Chromium is installed; the browser tests are skipped or fail.");
            return;
        }
        out.println("Installing Chromium for the browser tests …");
        apt("update", "-q");
        apt("install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core");
    }

    private void apt(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("apt-get"), Stream.of(arguments)).toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        int exit = builder.start().waitFor();
        if (exit != 0) {
            out.println(String.join(" ", command) + " ended with " + exit);
        }
    }

    private static boolean present(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
