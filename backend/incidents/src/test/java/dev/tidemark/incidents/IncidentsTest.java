package dev.tidemark.incidents;

import static dev.tidemark.incidents.Ground.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class IncidentsTest {

    private static final String HOOK = "http://127.0.0.1:9/hook";

    private final Ground ground = new Ground();
    private final Incidents incidents = ground.incidents;

    private static ThrowsProblem problem(IncidentProblem problem) {
        return new ThrowsProblem(problem);
    }

    private record ThrowsProblem(IncidentProblem problem) {
        void when(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown -> assertThat(thrown.problem()).isEqualTo(problem));
        }
    }

    @Test
    void manyThreadsOfTwoPortalsOpenOneIncidentAndOneNotice() throws Exception {
        ground.subscribe(HOOK, Subscription.Filter.ALL);
        List<Incidents> portals = List.of(incidents, ground.anotherPortal());
        int observations = 120;
        List<Callable<Long>> calls = new ArrayList<>();
        for (int i = 0; i < observations; i++) {
            Incidents portal = portals.get(i % 2);
            calls.add(() ->
                    portal.observe(ground.late(Severity.WARNING)).orElseThrow().id());
        }
        Set<Long> ids = new java.util.HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (Future<Long> each : threads.invokeAll(calls)) {
                ids.add(each.get());
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(ground.unresolved()).singleElement().satisfies(incident -> {
            assertThat(incident.sightings()).isEqualTo(observations);
            assertThat(ground.changes(incident.id())).containsExactly("opened");
            assertThat(incidents.told(incident.id())).hasSize(1);
        });
    }

    @Test
    void portalsThatSeeWrongAndRightAtOnceNeverLeaveTwoOpen() throws Exception {
        List<Incidents> portals = List.of(incidents, ground.anotherPortal());
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Incidents portal = portals.get(i % 2);
            boolean wrong = i % 3 != 0;
            calls.add(() -> {
                Instant seen = Instant.now();
                Finding late = ground.late(Severity.WARNING);
                return wrong
                        ? portal.observe(new Finding(
                                        late.subject(),
                                        late.check(),
                                        late.severity(),
                                        late.owner(),
                                        late.summary(),
                                        late.evidence(),
                                        late.link(),
                                        late.began(),
                                        seen))
                                .isPresent()
                        : portal.passed(ORDERS, Check.FRESHNESS, seen, "Fresh again.")
                                .isPresent();
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> each : threads.invokeAll(calls)) {
                each.get();
            }
        }
        assertThat(ground.unresolved()).hasSizeLessThanOrEqualTo(1);
        for (Incident incident : incidents.list(IncidentQuery.in(EnumSet.allOf(Incident.State.class)))) {
            assertThat(ground.changes(incident.id()))
                    .isEqualTo(incident.resolved() ? List.of("opened", "resolved") : List.of("opened"));
        }
    }

    @Test
    void itIsResolvedWhenItsCheckPassesAndComesBackAsAnother() {
        Incident first = incidents.observe(ground.late(Severity.WARNING)).orElseThrow();
        ground.clock.advance(Duration.ofMinutes(3));
        Incident over = incidents
                .passed(ORDERS, Check.FRESHNESS, ground.clock.instant(), "Fresh again.")
                .orElseThrow();
        assertThat(over.id()).isEqualTo(first.id());
        assertThat(over.resolution()).contains(Resolution.PASSED);
        assertThat(over.times().toDetect()).isEqualTo(Duration.ofSeconds(90));
        assertThat(over.times().toRepair()).contains(Duration.ofMinutes(3));
        assertThat(incidents.trail(first.id()).getLast().words()).contains("Fresh again.");

        ground.clock.advance(Duration.ofMinutes(1));
        Incident second = incidents.observe(ground.late(Severity.WARNING)).orElseThrow();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.previous()).contains(first.id());
        assertThat(incidents.passed(ORDERS, Check.ROLLUP, ground.clock.instant(), ""))
                .isEmpty();
        assertThat(ground.unresolved()).extracting(Incident::id).containsExactly(second.id());
    }

    @Test
    void aLookThatBeganBeforeTheLastSightingResolvesNothing() {
        Instant looked = ground.clock.instant();
        ground.clock.advance(Duration.ofSeconds(1));
        incidents.observe(ground.late(Severity.WARNING));
        assertThat(incidents.passed(ORDERS, Check.FRESHNESS, looked, "")).isEmpty();
        assertThat(ground.unresolved()).hasSize(1);
    }

    @Test
    void aSightingFromBeforeTheResolutionOpensNothing() {
        Finding old = ground.late(Severity.WARNING);
        incidents.observe(old);
        ground.clock.advance(Duration.ofSeconds(5));
        incidents.passed(ORDERS, Check.FRESHNESS, ground.clock.instant(), "");
        assertThat(incidents.observe(old)).isEmpty();
        assertThat(ground.unresolved()).isEmpty();
    }

    @Test
    void itWorsensAndNeverSeemsBetterThanItWas() {
        ground.subscribe(HOOK, Subscription.Filter.ALL);
        long id = incidents.observe(ground.late(Severity.WARNING)).orElseThrow().id();
        incidents.observe(ground.late(Severity.CRITICAL));
        Incident now = incidents.observe(ground.late(Severity.WARNING)).orElseThrow();
        assertThat(now.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(ground.changes(id)).containsExactly("opened", "worsened");
        assertThat(incidents.told(id)).extracting(Delivery::change).containsExactly("opened", "worsened");
    }

    @Test
    void whatPeopleDoIsWrittenDownAndTold() {
        ground.subscribe(HOOK, Subscription.Filter.ALL);
        long id = incidents.observe(ground.late(Severity.WARNING)).orElseThrow().id();
        assertThat(incidents.acknowledge(id, "ann", "").state()).isEqualTo(Incident.State.ACKNOWLEDGED);
        assertThat(incidents.get(id).times().noticed()).isPresent();
        assertThat(incidents.assign(id, "bob", "ann").assignee()).contains("bob");
        incidents.comment(id, "bob", "A broker was away.");
        Incident over = incidents.resolve(id, Resolution.FIXED, "bob", "The broker is back.");
        assertThat(over.state()).isEqualTo(Incident.State.RESOLVED);
        assertThat(ground.changes(id)).containsExactly("opened", "acknowledged", "assigned", "commented", "resolved");
        assertThat(incidents.told(id))
                .extracting(Delivery::change)
                .containsExactly("opened", "acknowledged", "assigned", "resolved");

        problem(IncidentProblem.INCIDENT_MOVED).when(() -> incidents.acknowledge(id, "ann", ""));
        problem(IncidentProblem.INCIDENT_MOVED).when(() -> incidents.assign(id, "ann", "ann"));
        problem(IncidentProblem.INCIDENT_MOVED)
                .when(() -> incidents.resolve(id, Resolution.ACCEPTED, "ann", "it stays"));
        problem(IncidentProblem.UNKNOWN_ASSIGNEE).when(() -> incidents.assign(id, "carl", "ann"));
        problem(IncidentProblem.INCIDENT_WORDS_MISSING).when(() -> incidents.comment(id, "ann", " "));
        problem(IncidentProblem.UNKNOWN_INCIDENT).when(() -> incidents.get(id + 1));
        problem(IncidentProblem.BAD_INCIDENT_REQUEST)
                .when(() -> incidents.resolve(id, Resolution.PASSED, "ann", "it passes"));
    }

    @Test
    void ofManyWhoAcknowledgeAtOnceOneDoes() throws Exception {
        long id = incidents.observe(ground.late(Severity.WARNING)).orElseThrow().id();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> {
                try {
                    incidents.acknowledge(id, "ann", "");
                    return true;
                } catch (ProblemException e) {
                    return false;
                }
            });
        }
        int done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> each : threads.invokeAll(calls)) {
                done += each.get() ? 1 : 0;
            }
        }
        assertThat(done).isEqualTo(1);
        assertThat(ground.changes(id)).containsExactly("opened", "acknowledged");
    }

    @Test
    void whatIsAcceptedStaysQuietUntilItHasPassedOnce() {
        long id = incidents.observe(ground.late(Severity.WARNING)).orElseThrow().id();
        incidents.resolve(id, Resolution.ACCEPTED, "ann", "We know.");
        ground.clock.advance(Duration.ofDays(40));
        assertThat(incidents.observe(ground.late(Severity.CRITICAL))).isEmpty();
        assertThat(incidents.unsettled(Check.FRESHNESS)).containsExactly(ORDERS);

        ground.clock.advance(Duration.ofMinutes(1));
        assertThat(incidents.passed(ORDERS, Check.FRESHNESS, ground.clock.instant(), ""))
                .isEmpty();
        assertThat(incidents.unsettled(Check.FRESHNESS)).isEmpty();
        ground.clock.advance(Duration.ofMinutes(1));
        assertThat(incidents.observe(ground.late(Severity.WARNING)).flatMap(Incident::previous))
                .contains(id);
    }

    @Test
    void whatIsSaidToBeFixedMaySettleAndIsAnotherIncidentWhenItWasNot() {
        long id = incidents.observe(ground.late(Severity.WARNING)).orElseThrow().id();
        ground.clock.advance(Duration.ofSeconds(10));
        incidents.resolve(id, Resolution.FIXED, "ann", "Restarted it.");
        ground.clock.advance(Check.FRESHNESS.settling().minusSeconds(1));
        assertThat(incidents.observe(ground.late(Severity.WARNING))).isEmpty();
        ground.clock.advance(Duration.ofSeconds(2));
        assertThat(incidents.observe(ground.late(Severity.WARNING)).flatMap(Incident::previous))
                .contains(id);
    }

    @Test
    void onlyWhoWantsToKnowIsTold() {
        String mine = ground.subscribe(
                        HOOK,
                        new Subscription.Filter(Set.of(Check.FRESHNESS), Set.of(Severity.WARNING), Set.of("platform")))
                .subscription()
                .id()
                .toString();
        ground.subscribe(HOOK, new Subscription.Filter(Set.of(Check.ROLLUP), Set.of(), Set.of()));
        ground.subscribe(HOOK, new Subscription.Filter(Set.of(), Set.of(Severity.CRITICAL), Set.of()));
        ground.subscribe(HOOK, new Subscription.Filter(Set.of(), Set.of(), Set.of("checkout")));
        incidents.observe(ground.late(Severity.WARNING));
        assertThat(ground.client
                        .sql("SELECT subscription::text FROM incidents.notice")
                        .query(String.class)
                        .list())
                .containsExactly(mine);
    }

    @Test
    void aNoticeHasNeitherEvidenceNorWhatPeopleWrote() {
        ground.subscribe(HOOK, Subscription.Filter.ALL);
        long id = incidents.observe(ground.late(Severity.WARNING)).orElseThrow().id();
        incidents.acknowledge(id, "ann", "customer 4711 complained");
        incidents.resolve(id, Resolution.FIXED, "ann", "for customer 4711");
        assertThat(ground.client
                        .sql("SELECT body FROM incidents.notice ORDER BY number")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .allSatisfy(body -> assertThat(body)
                        .contains("https://portal.example/incidents/" + id, "is behind its promise")
                        .doesNotContain("4711", "only in the portal"));
    }

    @Test
    void incidentsAreFoundByWhatTheyAreAndPageByPage() {
        Subject other = new Subject(Subject.Kind.DATASET, "warehouse/model.fact_orders");
        long first =
                incidents.observe(ground.late(Severity.WARNING)).orElseThrow().id();
        long second = incidents
                .observe(ground.late(other, Severity.CRITICAL))
                .orElseThrow()
                .id();
        assertThat(ground.unresolved()).extracting(Incident::id).containsExactly(second, first);
        assertThat(incidents.list(new IncidentQuery(
                        IncidentQuery.UNRESOLVED,
                        Optional.of(Check.FRESHNESS),
                        Optional.of(Severity.CRITICAL),
                        Optional.of("platform"),
                        Optional.of(other.name()),
                        Long.MAX_VALUE,
                        10)))
                .extracting(Incident::id)
                .containsExactly(second);
        assertThat(incidents.list(new IncidentQuery(
                        IncidentQuery.UNRESOLVED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        second,
                        10)))
                .extracting(Incident::id)
                .containsExactly(first);
        assertThat(incidents.list(IncidentQuery.in(Set.of(Incident.State.RESOLVED))))
                .isEmpty();
    }

    @Test
    void resolvedOnesAreForgottenAndOpenOnesNot() {
        Subject other = new Subject(Subject.Kind.SOURCE, "web-shop");
        long over =
                incidents.observe(ground.late(Severity.WARNING)).orElseThrow().id();
        ground.clock.advance(Duration.ofSeconds(1));
        incidents.passed(ORDERS, Check.FRESHNESS, ground.clock.instant(), "");
        incidents.observe(ground.late(other, Severity.WARNING));
        ground.clock.advance(Duration.ofDays(1));
        assertThat(incidents.forgetResolvedBefore(ground.clock.instant())).isEqualTo(1);
        problem(IncidentProblem.UNKNOWN_INCIDENT).when(() -> incidents.get(over));
        assertThat(ground.unresolved()).hasSize(1);
    }
}
