package dev.tidemark.local.command;

import dev.tidemark.local.engines.Tree;
import dev.tidemark.local.home.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** {@code tidemark reset}: stops everything and forgets it all. */
public record Reset(Home home, boolean sure, PrintStream out) {

    /** Only what we have written ourselves: a home given by mistake loses nothing else. */
    private static final List<String> FOLDERS = List.of("data", "conf", "log", "run", "secrets");

    private static final List<String> FILES = List.of("ports.json", "demo-credentials.json");

    public int run() throws IOException, InterruptedException {
        if (!sure && !confirmed()) {
            out.println("Nothing was removed.");
            return 1;
        }
        new Down(home, out).run();
        for (String folder : FOLDERS) {
            Tree.delete(home.root().resolve(folder));
        }
        for (String file : FILES) {
            Files.deleteIfExists(home.root().resolve(file));
        }
        out.println("Removed what was in " + home.root() + ".");
        return 0;
    }

    private boolean confirmed() {
        if (System.console() == null) {
            out.println("There is no terminal to ask at; say ./tidemark reset --yes.");
            return false;
        }
        String answer = System.console().readLine("Remove all data, settings and logs in %s? [y/N] ", home.root());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
