package dev.tidemark.local.engines;

import dev.tidemark.local.home.Repository;
import dev.tidemark.local.process.Part.Progress;
import dev.tidemark.local.process.PartState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Resolves the class path of an engine with Maven, from {@code backend/local/engines/NAME/pom.xml}. The answer is kept
 * beside the pom, keyed by what it was made from, so the next start asks nobody. Thread-safe; one Maven runs at a time,
 * because two of them do not share a local repository safely.
 */
public final class Artifacts {

    private static final Pattern DOWNLOADED =
            Pattern.compile("Downloaded from .*\\((\\d+(?:\\.\\d+)?) (B|kB|MB|GB) at");
    private static final Map<String, Double> MEGABYTES = Map.of("B", 1e-6, "kB", 1e-3, "MB", 1.0, "GB", 1e3);

    private final Repository repository;
    private final Path logs;
    private final ReentrantLock oneMaven = new ReentrantLock();

    public Artifacts(Repository repository, Path logs) {
        this.repository = repository;
        this.logs = logs;
    }

    /** The entries of the engine's class path, the engine's own jar (if its pom builds one) first. */
    List<Path> classPath(String engine, List<String> mavenArguments, Progress progress)
            throws IOException, InterruptedException {
        Path folder = repository.engine(engine);
        Path kept = folder.resolve("target/classpath-" + key(folder, mavenArguments) + ".txt");
        if (whole(kept)) {
            return entries(kept);
        }
        oneMaven.lockInterruptibly();
        try {
            if (!whole(kept)) {
                progress.now(PartState.RESOLVING, "");
                resolve(engine, folder, kept, mavenArguments, progress);
            }
        } finally {
            oneMaven.unlock();
        }
        return entries(kept);
    }

    private void resolve(String engine, Path folder, Path kept, List<String> mavenArguments, Progress progress)
            throws IOException, InterruptedException {
        Files.createDirectories(kept.getParent());
        Files.createDirectories(logs);
        boolean builds = Files.isDirectory(folder.resolve("src"));
        Path answer = kept.resolveSibling("classpath.tmp");
        List<String> command = new ArrayList<>(
                List.of(maven(), "-B", "-f", folder.resolve("pom.xml").toString()));
        command.addAll(mavenArguments);
        if (builds) {
            command.add("package");
        }
        command.addAll(
                List.of("dependency:build-classpath", "-Dmdep.includeScope=runtime", "-Dmdep.outputFile=" + answer));
        run(engine, command, progress);
        String classPath = Files.readString(answer).strip();
        if (builds) {
            classPath = ownJar(folder) + System.getProperty("path.separator") + classPath;
        }
        Files.writeString(answer, classPath);
        Files.move(answer, kept, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void run(String engine, List<String> command, Progress progress) throws IOException, InterruptedException {
        Path log = logs.resolve("maven-" + engine + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", Jvm.home().toString());
        builder.environment()
                .put("MAVEN_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow");
        Process maven = builder.start();
        StringBuilder output = new StringBuilder();
        double megabytes = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                Matcher downloaded = DOWNLOADED.matcher(line);
                if (downloaded.find()) {
                    megabytes +=
                            Double.parseDouble(downloaded.group(1)) * MEGABYTES.getOrDefault(downloaded.group(2), 0.0);
                    progress.now(PartState.DOWNLOADING, String.format("%.0f MB so far", megabytes));
                }
            }
            Files.writeString(log, output);
            if (maven.waitFor() != 0) {
                throw new IOException("Maven could not get " + engine + " (is the network there?); see " + log);
            }
        } finally {
            maven.destroy();
        }
    }

    private String maven() {
        String chosen = System.getenv("TIDEMARK_MVN");
        return chosen != null ? chosen : repository.root().resolve("mvnw").toString();
    }

    private static Path ownJar(Path folder) throws IOException {
        try (Stream<Path> built = Files.list(folder.resolve("target"))) {
            return built.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(folder + " built no jar"));
        }
    }

    private static boolean whole(Path kept) throws IOException {
        return Files.exists(kept) && entries(kept).stream().allMatch(Files::exists);
    }

    private static List<Path> entries(Path kept) throws IOException {
        return Stream.of(Files.readString(kept).strip().split(System.getProperty("path.separator"), -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static String key(Path folder, List<String> arguments) throws IOException {
        MessageDigest digest = sha256();
        digest.update(arguments.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(folder.resolve("pom.xml")));
        Path sources = folder.resolve("src");
        if (Files.isDirectory(sources)) {
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    digest.update(Files.readAllBytes(file));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String joined(List<Path> entries) {
        return String.join(
                System.getProperty("path.separator"),
                entries.stream().map(Path::toString).toList());
    }

    Repository repository() {
        return repository;
    }
}
