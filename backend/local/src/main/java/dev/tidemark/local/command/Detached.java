package dev.tidemark.local.command;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a JVM of ours that outlives this one and its terminal. */
record Detached(Home home, Repository repository) {

    /** In a process group of its own, deaf to the terminal's Ctrl-C and hang-up. */
    private static final String SCRIPT = "set -m; nohup \"$@\" >>\"$0\" 2>&1 </dev/null & echo $!";

    ProcessHandle supervisor(Options options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                SCRIPT,
                home.log("supervisor").toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms16m",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidemark.local.Main",
                "supervise"));
        command.addAll(options.raw());
        command.addAll(List.of("--home", home.root().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TIDEMARK_REPOSITORY", repository.root().toString());
        Process shell = builder.start();
        String pid = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        shell.waitFor();
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IOException("The supervisor ended at once; see " + home.log("supervisor")));
    }
}
