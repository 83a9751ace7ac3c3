package dev.tidemark.server.incidents;

import dev.tidemark.definitions.proposals.News;
import dev.tidemark.definitions.proposals.Step;
import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Lookout;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Proposals of which something happened that subscribers could not be told, so far or for good.
 *
 * @param untold the oldest first
 */
record UntoldProposals(Supplier<List<News.Untold>> untold, Clock clock) implements Lookout {

    /** Fewer may be a moment's trouble. */
    static final int ATTEMPTS = 3;

    private static final int SHOWN = 20;

    @Override
    public Set<Check> checks() {
        return Set.of(Check.NEWS);
    }

    @Override
    public String passing() {
        return "Subscribers were told, or it is too long ago.";
    }

    @Override
    public Look look() {
        Instant now = clock.instant();
        Map<Long, List<News.Untold>> proposals = untold.get().stream()
                .filter(news -> news.givenUp() || news.attempts() > ATTEMPTS)
                .collect(
                        Collectors.groupingBy(news -> news.step().proposal(), LinkedHashMap::new, Collectors.toList()));
        return new Look(
                now,
                proposals.entrySet().stream()
                        .map(each -> finding(each.getKey(), each.getValue(), now))
                        .toList(),
                Set.of());
    }

    private static Finding finding(long proposal, List<News.Untold> untold, Instant now) {
        Step first = untold.getFirst().step();
        boolean givenUp = untold.stream().anyMatch(News.Untold::givenUp);
        return new Finding(
                new Subject(Subject.Kind.PROPOSAL, Long.toString(proposal)),
                Check.NEWS,
                givenUp ? Severity.CRITICAL : Severity.WARNING,
                DriftingTypes.NOBODY,
                "Subscribers " + (givenUp ? "are not told" : "could not be told so far") + " that proposal " + proposal
                        + " was " + first.kind().word() + " by " + first.who() + ".",
                Map.of(
                        "steps",
                        untold.stream()
                                .limit(SHOWN)
                                .map(UntoldProposals::evidence)
                                .toList(),
                        "count",
                        untold.size()),
                "proposals/" + proposal,
                first.at(),
                now);
    }

    private static Map<String, Object> evidence(News.Untold untold) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("change", untold.step().kind().word());
        evidence.put("by", untold.step().who());
        evidence.put("at", untold.step().at().toString());
        evidence.put("attempts", untold.attempts());
        evidence.put("given_up", untold.givenUp());
        evidence.put("last_error", untold.lastError());
        return evidence;
    }
}
