package dev.tidemark.frontend;

import dev.tidemark.frontend.incidents.IncidentDesk;
import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.IncidentProblem;
import dev.tidemark.incidents.IncidentQuery;
import dev.tidemark.incidents.Resolution;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Step;
import dev.tidemark.incidents.Subject;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders that are late since a while, a rollup that disagrees, and a drift that is over. */
public final class FakeIncidents implements IncidentDesk {

    static final long LATE = 7;
    static final long ROLLUP = 5;
    static final long OVER = 3;
    private static final Instant NOW = Instant.now();

    private final List<Step> steps = new ArrayList<>();
    private Incident.State state = Incident.State.OPEN;
    private Optional<String> assignee = Optional.empty();
    private Optional<Resolution> resolution = Optional.empty();

    public FakeIncidents() {
        reset();
    }

    void reset() {
        steps.clear();
        step(Step.CHECK, Step.Kind.OPENED, "");
        state = Incident.State.OPEN;
        assignee = Optional.empty();
        resolution = Optional.empty();
    }

    private void step(String who, Step.Kind kind, String words) {
        steps.add(new Step(NOW, who, kind, words));
    }

    @Override
    public int open() {
        return (int) list(IncidentQuery.in(IncidentQuery.UNRESOLVED)).stream().count();
    }

    @Override
    public List<Incident> list(IncidentQuery query) {
        return List.of(incident(LATE), incident(ROLLUP), incident(OVER)).stream()
                .filter(incident -> query.states().contains(incident.state()))
                .toList();
    }

    @Override
    public Incident incident(long id) {
        if (id == LATE) {
            return incident(
                    LATE,
                    new Subject(Subject.Kind.DATASET, "realtime/orders_rt"),
                    Check.FRESHNESS,
                    Severity.CRITICAL,
                    "realtime/orders_rt is 12 min behind; it promises at most 15 s.",
                    Map.of("promise", "PT15S", "complete_through", NOW.toString()),
                    "freshness#orders_rt",
                    state);
        }
        if (id == ROLLUP) {
            return incident(
                    ROLLUP,
                    new Subject(Subject.Kind.ROLLUP, "storefront/revenue_by_day"),
                    Check.ROLLUP,
                    Severity.WARNING,
                    "The rollup storefront/revenue_by_day does not say what the rows say.",
                    Map.of("compared", 12),
                    "edit?path=storefront/metrics/orders.yaml&line=3",
                    Incident.State.OPEN);
        }
        if (id == OVER) {
            return incident(
                    OVER,
                    new Subject(Subject.Kind.EVENT_TYPE, "order_placed"),
                    Check.TYPE,
                    Severity.WARNING,
                    "order_placed: another type in items.",
                    Map.of("fields", List.of(Map.of("field", "items", "sources", List.of("partner-feed")))),
                    "quarantine",
                    Incident.State.RESOLVED);
        }
        throw new ProblemException(IncidentProblem.UNKNOWN_INCIDENT, id);
    }

    private Incident incident(
            long id,
            Subject subject,
            Check check,
            Severity severity,
            String summary,
            Map<String, Object> evidence,
            String link,
            Incident.State standing) {
        boolean over = standing == Incident.State.RESOLVED;
        return new Incident(
                id,
                subject,
                check,
                severity,
                "checkout",
                assignee,
                summary,
                evidence,
                link,
                standing,
                new Incident.Times(
                        NOW.minusSeconds(700),
                        NOW.minusSeconds(600),
                        Optional.of(NOW.minusSeconds(590)),
                        NOW,
                        over ? Optional.of(NOW) : Optional.empty()),
                id == LATE ? List.of("warehouse/model.fact_orders") : List.of(),
                61,
                over ? resolution.or(() -> Optional.of(Resolution.PASSED)) : Optional.empty(),
                id == LATE ? Optional.of(OVER) : Optional.empty());
    }

    @Override
    public List<Step> trail(long id) {
        return List.copyOf(steps);
    }

    @Override
    public List<Delivery> told(long id) {
        return List.of(new Delivery(
                new UUID(1, id),
                "on-call chat",
                Optional.of(id),
                Optional.empty(),
                "opened",
                Delivery.State.WAITING,
                3,
                NOW,
                NOW,
                Optional.empty(),
                "The receiver answered 503"));
    }

    @Override
    public void acknowledge(long id, String words, Asker asker) {
        state = Incident.State.ACKNOWLEDGED;
        step(asker.user(), Step.Kind.ACKNOWLEDGED, words);
    }

    @Override
    public void assign(long id, String to, Asker asker) {
        if (!to.equals("builder")) {
            throw new ProblemException(IncidentProblem.UNKNOWN_ASSIGNEE, to).withFault("/to", "nobody is called so");
        }
        assignee = Optional.of(to);
        step(asker.user(), Step.Kind.ASSIGNED, "To " + to + ".");
    }

    @Override
    public void resolve(long id, Resolution why, String words, Asker asker) {
        if (words.isBlank()) {
            throw new ProblemException(IncidentProblem.INCIDENT_WORDS_MISSING).withFault("/words", "missing");
        }
        state = Incident.State.RESOLVED;
        resolution = Optional.of(why);
        step(asker.user(), Step.Kind.RESOLVED, words);
    }

    @Override
    public void comment(long id, String words, Asker asker) {
        if (words.isBlank()) {
            throw new ProblemException(IncidentProblem.INCIDENT_WORDS_MISSING).withFault("/words", "missing");
        }
        step(asker.user(), Step.Kind.COMMENTED, words);
    }
}
