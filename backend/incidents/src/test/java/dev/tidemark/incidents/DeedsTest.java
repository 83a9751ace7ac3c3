package dev.tidemark.incidents;

import static dev.tidemark.incidents.Ground.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do about incidents. */
@Tag("engines")
class DeedsTest {

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
}
