package dev.tidemark.local.engines;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.process.Part.Progress;
import dev.tidemark.local.process.PartState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** The unpacked programs of PostgreSQL. They refuse to run as root, so for root they run in a user namespace. */
record PostgresBinaries(Path folder) {

    private static final Map<String, String> SYSTEMS = Map.of("linux", "linux", "mac", "darwin");
    private static final Map<String, String> CHIPS =
            Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64v8", "arm64", "arm64v8");

    static PostgresBinaries fetch(Artifacts artifacts, Progress progress) throws IOException, InterruptedException {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        List<Path> jars = artifacts.classPath("postgres", List.of("-Dpostgres.platform=" + platform), progress);
        Path jar = jars.getFirst();
        Path folder = artifacts
                .repository()
                .engine("postgres")
                .resolve("target")
                .resolve(jar.getFileName().toString().replace(".jar", ""));
        if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
            progress.now(PartState.PREPARING, "unpacking");
            unpack(jar, folder);
        }
        return new PostgresBinaries(folder);
    }

    static String platform(String system, String chip) {
        String lower = system.toLowerCase(Locale.ROOT);
        String known = SYSTEMS.entrySet().stream()
                .filter(entry -> lower.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No PostgreSQL for " + system + "; use docker/compose.yaml"));
        String chipName = CHIPS.get(chip);
        if (chipName == null) {
            throw new IllegalStateException("No PostgreSQL for the processor " + chip + "; use docker/compose.yaml");
        }
        return known + "-" + chipName;
    }

    private static void unpack(Path jar, Path folder) throws IOException, InterruptedException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                Stream<? extends ZipEntry> entries = zip.stream()) {
            ZipEntry archive = entries.filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " holds no archive"));
            try (InputStream in = new XZInputStream(zip.getInputStream(archive))) {
                Tar.unpack(in, folder);
            }
        }
    }

    List<String> command(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            requireUserNamespaces();
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void requireUserNamespaces() throws IOException, InterruptedException {
        boolean allowed;
        try {
            allowed = new ProcessBuilder("unshare", "--user", "true").start().waitFor() == 0;
        } catch (IOException _) {
            allowed = false;
        }
        if (!allowed) {
            throw new IOException("PostgreSQL does not run as root, and this system does not let root step into a user "
                    + "namespace (unshare --user). Run ./tidemark as an ordinary user.");
        }
    }

    /** Makes a new cluster with the database and its owner. A half-made one from an earlier try is removed first. */
    void initialise(Path data, Home home) throws IOException, InterruptedException {
        Tree.delete(data);
        Files.createDirectories(data.getParent());
        run(
                command(
                        "initdb",
                        "--pgdata=" + data,
                        "--username=" + PostgresPart.USER,
                        "--pwfile=" + home.secrets().postgresPassword(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"),
                "");
        run(
                command("postgres", "--single", "-D", data.toString(), "postgres"),
                "create database " + PostgresPart.DATABASE + "\n");
    }

    private static void run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + output);
        }
    }
}
