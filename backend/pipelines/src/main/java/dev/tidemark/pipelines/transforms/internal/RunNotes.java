package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.lake.TableVersion;
import dev.tidemark.lake.Tide;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What a run notes in the snapshot it publishes: from what it was made, and for what it can vouch. */
public final class RunNotes {

    public static final String INPUTS = "tidemark.inputs";
    public static final String DEFINITION = "tidemark.definition";

    /** Raised when the same definition would make other rows. */
    private static final String GENERATION = "1";

    private static final JsonMapper JSON = JsonMapper.shared();

    private RunNotes() {}

    public static String definition(TransformDefinition transform) {
        String text = String.join(
                "\n",
                GENERATION,
                transform.materialization().word(),
                String.join(",", transform.key()),
                String.valueOf(transform.effectiveTime()),
                String.valueOf(transform.timeColumn()),
                transform.sql().strip());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** JSON: table → the snapshot that last changed its rows. Equal text means equal input rows. */
    public static String contents(List<TableVersion> inputs) {
        Map<String, String> contents = new TreeMap<>();
        inputs.forEach(input -> contents.put(input.table().toString(), text(input.contents())));
        return JSON.writeValueAsString(contents);
    }

    /** JSON: table → the snapshot that was read and the one that last changed its rows. */
    public static String snapshots(List<TableVersion> inputs) {
        Map<String, Map<String, String>> snapshots = new TreeMap<>();
        inputs.forEach(input -> snapshots.put(
                input.table().toString(),
                Map.of("snapshot", text(input.snapshot()), "contents", text(input.contents()))));
        return JSON.writeValueAsString(snapshots);
    }

    private static String text(OptionalLong snapshot) {
        return snapshot.isEmpty() ? "none" : Long.toString(snapshot.getAsLong());
    }

    /** What holds for all of the inputs; empty when one of them has no tide. */
    public static Optional<Tide> tide(List<TableVersion> inputs) {
        List<Tide> tides = new ArrayList<>();
        for (TableVersion input : inputs) {
            if (input.tide().isEmpty()) {
                return Optional.empty();
            }
            tides.add(input.tide().get());
        }
        return tides.stream().reduce(Tide::min);
    }

    public static Map<String, String> summary(String definition, List<TableVersion> inputs) {
        Map<String, String> summary = new LinkedHashMap<>();
        summary.put(DEFINITION, definition);
        summary.put(INPUTS, contents(inputs));
        tide(inputs).ifPresent(tide -> summary.putAll(tide.toSummary()));
        return summary;
    }
}
