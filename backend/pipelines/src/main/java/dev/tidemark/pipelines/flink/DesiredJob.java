package dev.tidemark.pipelines.flink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A job that should run.
 *
 * @param name unique on the cluster; the job is found again by it
 * @param mainClass of the jobs module
 * @param arguments no secrets: they are shown and stored
 */
public record DesiredJob(String name, String mainClass, List<String> arguments) {

    public DesiredJob {
        arguments = List.copyOf(arguments);
    }

    /** The same job with one more argument. */
    public DesiredJob with(String argument, String value) {
        List<String> more = new ArrayList<>(arguments);
        more.add(argument);
        more.add(value);
        return new DesiredJob(name, mainClass, more);
    }

    /** Changes when the job must be restarted to be as desired. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((mainClass + '\n' + String.join("\n", arguments)).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
