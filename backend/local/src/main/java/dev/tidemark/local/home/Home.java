package dev.tidemark.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds one installation's state; everything in it can be wiped by {@code ./tidemark reset}. */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public Path data(String name) {
        return root.resolve("data").resolve(name);
    }

    public Path conf() {
        return root.resolve("conf");
    }

    public Path log() {
        return root.resolve("log");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path statusFile() {
        return run().resolve("status.json");
    }

    public Path portsFile() {
        return root.resolve("ports.json");
    }

    public Path log(String part) {
        return log().resolve(part + ".log");
    }

    public Secrets secrets() {
        return new Secrets(root.resolve("secrets"));
    }

    public void create() throws IOException {
        for (Path folder : new Path[] {root.resolve("data"), conf(), log(), run()}) {
            Files.createDirectories(folder);
        }
    }
}
