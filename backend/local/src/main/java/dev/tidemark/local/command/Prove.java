package dev.tidemark.local.command;

import dev.tidemark.local.engines.Choice;
import dev.tidemark.local.engines.TemporaryEngines;
import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code tidemark test}: builds everything and runs every test, against one set of engines that it starts on free ports
 * and stops again. Whatever was not tested is named with its reason. The last line says how many tests passed, failed and were skipped.
 */
public record Prove(boolean fast, boolean trino, Repository repository, PrintStream out) {

    /** The exit code: 0 when the build succeeded and no test failed. */
    public int run() throws IOException, InterruptedException {
        TestReports reports = new TestReports(repository.root());
        reports.clear();
        int maven = fast ? verify(null) : withEngines();
        TestReports.Sum sum = reports.sum();
        if (maven != 0 && sum.failed() == 0) {
            out.println("The build failed outside the tests; see above.");
        }
        sum.skips().forEach(skip -> out.println("SKIPPED " + skip));
        sum.failures().forEach(failure -> out.println("FAILED " + failure));
        out.println("Tests: " + sum.passed() + " passed, " + sum.failed() + " failed, " + sum.skipped() + " skipped");
        return maven == 0 && sum.failed() == 0 && sum.passed() > 0 ? 0 : 1;
    }

    private int withEngines() throws IOException, InterruptedException {
        new Browser(out).install();
        out.println("Building the Flink jobs, which the cluster must have before it starts …");
        int jobs =
                maven(null, "package", "-q", "-DskipTests", "-Dspotless.check.skip=true", "-pl", "backend/jobs", "-am");
        if (jobs != 0) {
            return jobs;
        }
        out.println("Starting the engines for the tests …");
        try (TemporaryEngines engines = TemporaryEngines.in(repository, engines())) {
            engines.start();
            return verify(engines.home());
        } catch (IllegalStateException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    private Choice engines() {
        return trino ? Choice.ENGINES_ONLY.withTrino() : Choice.ENGINES_ONLY;
    }

    /** Every test runs, whatever fails before it; the failures are counted at the end. */
    private int verify(@Nullable Home engines) throws IOException, InterruptedException {
        return fast
                ? maven(engines, "verify", "-Dmaven.test.failure.ignore=true", "--fail-at-end", "-Pfast")
                : maven(engines, "verify", "-Dmaven.test.failure.ignore=true", "--fail-at-end");
    }

    private int maven(@Nullable Home engines, String... arguments) throws IOException, InterruptedException {
        String maven = System.getenv()
                .getOrDefault("TIDEMARK_MVN", repository.root().resolve("mvnw").toString());
        List<String> command = new ArrayList<>(List.of(
                maven, "-B", "-ntp", "-f", repository.root().resolve("pom.xml").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        // A test that runs the script itself finds everything built by the modules before it.
        builder.environment().put("TIDEMARK_SKIP_BUILD", "true");
        if (engines != null) {
            builder.environment().put("TIDEMARK_TEST_HOME", engines.root().toString());
        }
        return runToEnd(builder);
    }

    /** An interrupt of ours ends Maven too. */
    private static int runToEnd(ProcessBuilder builder) throws IOException, InterruptedException {
        Process maven = builder.start();
        Thread end = new Thread(maven::destroy, "end-maven");
        Runtime.getRuntime().addShutdownHook(end);
        int exit = maven.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        return exit;
    }
}
