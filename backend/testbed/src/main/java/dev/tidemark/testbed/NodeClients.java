package dev.tidemark.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Clients of the JavaScript world, as npm delivers them. They are installed below the module's {@code target}; {@code TIDEMARK_TEST_NPM} may name a directory in
 * which they are.
 */
public final class NodeClients {

    private static final Duration A_MOMENT = Duration.ofSeconds(20);
    private static final Duration A_DOWNLOAD = Duration.ofMinutes(7);

    private final Path home;

    private NodeClients(Path home) {
        this.home = home;
    }

    /**
     * How a program ended.
     *
     * @param exit its code, -1 when it had to be ended
     */
    public record Result(int exit, String output) {}

    /**
     * @param packages with their versions, such as {@code @scope/name@1.2.3}
     * @return nothing where there is no Node or where npm cannot deliver them, which is told on the standard output
     */
    public static Optional<NodeClients> installed(String... packages) throws IOException, InterruptedException {
        String given = System.getenv("TIDEMARK_TEST_NPM");
        Path home = given == null ? Path.of("target", "npm").toAbsolutePath() : Path.of(given);
        if (!isAvailable("node")) {
            return missing("Node is not installed");
        }
        if (List.of(packages).stream().allMatch(each -> Files.isDirectory(folder(home, each)))) {
            return Optional.of(new NodeClients(home));
        }
        if (!isAvailable("npm")) {
            return missing("npm is not installed");
        }
        Files.createDirectories(home);
        Files.writeString(home.resolve("package.json"), "{\"name\":\"clients\",\"private\":true}");
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"));
        command.addAll(List.of(packages));
        Result result = run(home, A_DOWNLOAD, command);
        return result.exit() == 0 ? Optional.of(new NodeClients(home)) : missing(result.output());
    }

    private static Path folder(Path home, String withVersion) {
        return home.resolve("node_modules").resolve(withVersion.substring(0, withVersion.lastIndexOf('@')));
    }

    private static Optional<NodeClients> missing(String why) {
        System.out.println("No clients from npm: " + why);
        return Optional.empty();
    }

    private static boolean isAvailable(String program) throws InterruptedException {
        try {
            return run(Path.of("."), A_MOMENT, List.of(program, "--version")).exit() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Runs a script that uses them.
     *
     * @param script a resource of the test's class path, {@code /clients/some.cjs}
     */
    public Result run(Class<?> test, String script, Duration patience, String... arguments)
            throws IOException, InterruptedException {
        Path copy = home.resolve(Path.of(script).getFileName());
        try (InputStream source = test.getResourceAsStream(script)) {
            if (source == null) {
                throw new IllegalArgumentException("There is no " + script);
            }
            Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of("node", copy.toString()));
        command.addAll(List.of(arguments));
        return run(home, patience, command);
    }

    private static Result run(Path directory, Duration patience, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("node-clients", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                return new Result(-1, "No end after " + patience + ": " + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
