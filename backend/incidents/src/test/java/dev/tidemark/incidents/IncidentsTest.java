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
        assertThatThrownBy(() -> incidents.get(over))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(IncidentProblem.UNKNOWN_INCIDENT));
        assertThat(ground.unresolved()).hasSize(1);
    }

    @Test
    void whatAnIncidentAffectsIsPartOfItAndToldOnce() {
        Subject fact = new Subject(Subject.Kind.DATASET, "warehouse/model.fact_orders");
        ground.subscribe("http://127.0.0.1:9/hook", Subscription.Filter.ALL);
        long id = ground.incidents.observe(affecting()).orElseThrow().id();
        assertThat(ground.incidents.get(id).affects()).isEmpty();

        ground.clock.advance(Duration.ofSeconds(10));
        ground.incidents.observe(affecting("warehouse/model.agg_daily", fact.name()));

        assertThat(ground.incidents.get(id).affects()).containsExactly("warehouse/model.agg_daily", fact.name());
        assertThat(ground.incidents.list(new IncidentQuery(
                        IncidentQuery.UNRESOLVED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(fact.name()),
                        Long.MAX_VALUE,
                        10)))
                .extracting(Incident::id)
                .containsExactly(id);
        assertThat(ground.incidents.told(id)).hasSize(1);
    }

    private Finding affecting(String... names) {
        Finding late = ground.late(Severity.WARNING);
        return new Finding(
                late.subject(),
                late.check(),
                late.severity(),
                late.owner(),
                late.summary(),
                late.evidence(),
                late.link(),
                late.began(),
                late.seen(),
                List.of(names));
    }
}
