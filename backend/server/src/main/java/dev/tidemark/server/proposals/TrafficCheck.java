package dev.tidemark.server.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.ProposalCheck;
import dev.tidemark.traffic.FieldUse;
import dev.tidemark.traffic.SeenEvent;
import dev.tidemark.traffic.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a changed schema means for events that really flow: who still carries what it takes away, which events of lately would no longer fit,
 * and which of those in quarantine would.
 *
 * @param quarantined the held events of a type, to the letter
 */
record TrafficCheck(RecentSample recent, Function<String, List<String>> quarantined) implements ProposalCheck {

    /** Events in quarantine that a schema is tried on at most. */
    static final int HELD = 500;

    private static final Pattern SCHEMA = Pattern.compile("[^/]+/events/([^/]+)/([^/]+)\\.avsc");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return "traffic";
    }

    @Override
    public Outcome look(Change change) {
        List<Finding> findings = new ArrayList<>();
        for (String path : change.paths()) {
            Matcher schema = SCHEMA.matcher(path);
            String before = change.before().get(path);
            if (schema.matches() && before != null) {
                look(
                        path,
                        recent.of(schema.group(1), schema.group(2)),
                        before,
                        change.after().get(path),
                        findings);
                Optional.ofNullable(change.after().get(path))
                        .ifPresent(after -> heldEvents(path, schema.group(2), after, findings));
            }
        }
        return new Outcome(findings, List.of());
    }

    private static void look(
            String path, List<SeenEvent> sample, String before, @Nullable String after, List<Finding> findings) {
        if (sample.isEmpty()) {
            findings.add(Finding.note(path, "No event of this type has come lately, so nothing says how it is used."));
            return;
        }
        if (after == null) {
            findings.add(Finding.warning(
                    path, "It is still sent: " + sample.size() + " came lately, from " + sources(sample) + "."));
            return;
        }
        Set<String> gone = new HashSet<>(fields(before));
        gone.removeAll(fields(after));
        gone.stream().sorted().forEach(field -> findings.add(use(path, FieldUse.of(field, sample))));
        Trial.of(after, sample.stream().map(SeenEvent::properties).toList())
                .ifPresent(trial -> findings.add(tried(path, trial)));
    }

    private static Finding use(String path, FieldUse use) {
        if (use.present() == 0) {
            return Finding.note(path, "None of the last " + use.events() + " events carries " + use.field() + ".");
        }
        return Finding.warning(
                path,
                use.field() + " is carried by " + String.format(Locale.ROOT, "%.0f %%", use.share() * 100)
                        + " of the last "
                        + use.events() + " events, with " + use.distinct() + " different values, from "
                        + String.join(", ", use.sources()) + ".");
    }

    private static Finding tried(String path, Trial trial) {
        return trial.obstacle()
                .map(obstacle -> Finding.warning(
                        path,
                        trial.tried() - trial.fit() + " of the last " + trial.tried()
                                + " events would no longer fit if they came again without their version: "
                                + obstacle.pointer() + " " + obstacle.detail() + "."))
                .orElseGet(() -> Finding.note(path, "All of the last " + trial.tried() + " events would fit."));
    }

    private void heldEvents(String path, String type, String after, List<Finding> findings) {
        List<JsonNode> held = quarantined.apply(type).stream()
                .flatMap(TrafficCheck::properties)
                .toList();
        if (!held.isEmpty()) {
            Trial.of(after, held)
                    .ifPresent(trial -> findings.add(Finding.note(
                            path,
                            trial.fit() + " of " + trial.tried()
                                    + " events in quarantine would fit and could be sent back.")));
        }
    }

    private static Stream<JsonNode> properties(String event) {
        try {
            return Stream.of(JSON.readTree(event).path("properties"));
        } catch (JsonProcessingException e) {
            return Stream.empty();
        }
    }

    private static List<String> fields(String schema) {
        try {
            return new Schema.Parser()
                    .parse(schema).getFields().stream().map(Schema.Field::name).toList();
        } catch (AvroRuntimeException e) {
            return List.of(); // another check says what is wrong with it
        }
    }

    private static String sources(List<SeenEvent> sample) {
        return String.join(
                ", ", sample.stream().map(SeenEvent::source).distinct().sorted().toList());
    }
}
