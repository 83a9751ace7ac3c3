package dev.tidemark.server.captures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.definitions.proposals.Person;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Proposals;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Proposes the fields that a captured table's event lacks since the table has more columns. */
final class FieldProposals {

    private final Supplier<String> state;
    private final Supplier<Definitions> definitions;
    private final Proposals proposals;

    /** @param state how the capture process stands, as it says it */
    FieldProposals(Supplier<String> state, Supplier<Definitions> definitions, Proposals proposals) {
        this.state = state;
        this.definitions = definitions;
        this.proposals = proposals;
    }

    /**
     * Opens a proposal, or finds the open one that says the same.
     *
     * @param table with its schema
     * @throws ProblemException UNKNOWN_CAPTURE, NO_FIELD_MISSING, CAPTURE_PROCESS_AWAY, and what {@link Proposals#open} throws
     */
    Proposal propose(String workspace, String source, String table, Person author) {
        CaptureState.Table found = CaptureState.parse(state.get()).captures().stream()
                .filter(capture -> capture.workspace().equals(workspace)
                        && capture.source().equals(source))
                .flatMap(capture -> capture.tables().stream())
                .filter(known -> known.table().equals(table))
                .findFirst()
                .orElseThrow(() -> new ProblemException(CaptureProblem.UNKNOWN_CAPTURE, workspace, source, table));
        EventType event = definitions.get().workspaces().stream()
                .filter(known -> known.name().equals(workspace))
                .map((Workspace known) -> known.eventType(found.event()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new ProblemException(CaptureProblem.UNKNOWN_CAPTURE, workspace, source, table));
        List<ObjectNode> fields = missing(found, event);
        String names = fields.stream().map(FieldProposals::name).collect(Collectors.joining(", "));
        if (names.isEmpty()) {
            throw new ProblemException(CaptureProblem.NO_FIELD_MISSING, table, event.name());
        }
        Draft draft = new Draft(
                event.name() + " takes new columns of " + table + ": " + names,
                description(workspace, source, table, names),
                Map.of(
                        workspace + "/events/" + event.family() + "/" + event.name() + ".avsc",
                        Optional.of(SchemaText.with(fields, event.avroSchema()))));
        return proposals.list(Optional.of(Proposal.State.OPEN)).stream()
                .filter(open -> open.title().equals(draft.title()))
                .findFirst()
                .orElseGet(() -> proposals.open(draft, author));
    }

    /** The process may not have heard yet of a version that is in force. */
    private static List<ObjectNode> missing(CaptureState.Table table, EventType event) {
        Schema inForce = new Schema.Parser().parse(event.avroSchema());
        return table.missingFields().stream()
                .filter(field -> inForce.getField(name(field)) == null)
                .toList();
    }

    private static String name(ObjectNode field) {
        return field.path("name").asText();
    }

    private static String description(String workspace, String source, String table, String names) {
        return "The table " + table + " of " + source + " has columns that its event has no field for: " + names
                + ". Its changes wait in quarantine until the event has; then they can be replayed.\n\n"
                + "Before signing: columns that identify a person belong into pii_fields of the event type, and columns that shall go nowhere"
                + " into leave_out of " + workspace + "/sources/" + source + ".yaml instead.";
    }
}
