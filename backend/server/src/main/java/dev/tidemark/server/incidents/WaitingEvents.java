package dev.tidemark.server.incidents;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Lookout;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import dev.tidemark.quarantine.WaitingSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Sources whose events wait in quarantine for somebody to repair them. */
record WaitingEvents(Supplier<List<WaitingSource>> waiting, Clock clock) implements Lookout {

    private static final int SHOWN = 20;

    @Override
    public Set<Check> checks() {
        return Set.of(Check.QUARANTINE);
    }

    @Override
    public String passing() {
        return "All its events were repaired, or decided against.";
    }

    @Override
    public Look look() {
        Instant now = clock.instant();
        return new Look(
                now, waiting.get().stream().map(source -> finding(source, now)).toList(), Set.of());
    }

    private static Finding finding(WaitingSource source, Instant now) {
        List<String> causes = source.causes().stream().sorted().toList();
        return new Finding(
                new Subject(Subject.Kind.SOURCE, source.source()),
                Check.QUARANTINE,
                Severity.WARNING,
                source.team(),
                Sentences.count(source.held(), "event", "events") + " of " + source.source()
                        + " in quarantine and in no number, for "
                        + Sentences.count(causes.size(), "cause", "causes") + ".",
                Map.of(
                        "held", source.held(),
                        "causes", causes.size(),
                        "first_causes", causes.stream().limit(SHOWN).toList()),
                causes.size() == 1 ? "quarantine/" + causes.getFirst() : "quarantine",
                source.firstAt(),
                now);
    }
}
