package dev.tidemark.server.captures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.definitions.proposals.Person;
import dev.tidemark.frontend.pipelines.CapturedDatabase;
import dev.tidemark.frontend.pipelines.Captures;
import dev.tidemark.router.Asker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Captures as the pages see them: for a person of the portal. */
record CaptureCounter(CaptureProcess process, FieldProposals proposals, Function<Asker, Person> people)
        implements Captures {

    @Override
    public List<CapturedDatabase> now() {
        return CaptureState.parse(process.state()).captures().stream()
                .map(CaptureCounter::database)
                .sorted(Comparator.comparing(CapturedDatabase::workspace).thenComparing(CapturedDatabase::source))
                .toList();
    }

    private static CapturedDatabase database(CaptureState.Capture capture) {
        return new CapturedDatabase(
                capture.workspace(),
                capture.source(),
                CapturedDatabase.State.valueOf(capture.state().toUpperCase(Locale.ROOT)),
                Optional.ofNullable(capture.detail()),
                Instant.parse(capture.since()),
                capture.tables().stream().map(CaptureCounter::table).toList(),
                capture.events(),
                capture.quarantined(),
                Optional.ofNullable(capture.behindSeconds()).map(seconds -> Duration.ofSeconds(Math.round(seconds))),
                capture.retainedBytes() == null ? OptionalLong.empty() : OptionalLong.of(capture.retainedBytes()));
    }

    private static CapturedDatabase.Table table(CaptureState.Table table) {
        return new CapturedDatabase.Table(
                table.table(),
                table.event(),
                table.rows(),
                table.unknownColumns(),
                table.missingFields().stream()
                        .map((ObjectNode field) -> field.path("name").asText())
                        .toList(),
                table.unfilledFields());
    }

    @Override
    public long proposeFields(String workspace, String source, String table, Asker by) {
        return proposals.propose(workspace, source, table, people.apply(by)).id();
    }
}
