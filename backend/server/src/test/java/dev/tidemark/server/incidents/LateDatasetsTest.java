package dev.tidemark.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Lookout.Look;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LateDatasetsTest {

    private static final Dataset ORDERS =
            new Dataset(new DatasetName("realtime", "orders_rt"), "shop", "checkout", Duration.ofSeconds(15));
    private static final Subject SUBJECT = new Subject(Subject.Kind.DATASET, "realtime/orders_rt");

    private final TestClock clock = new TestClock();
    private final List<Dataset> watched = new ArrayList<>(List.of(ORDERS));
    private final FakeTides tides = new FakeTides(clock);
    private final LateDatasets lookout = new LateDatasets(
            tides,
            () -> List.copyOf(watched),
            () -> new Upstream(new Definitions("abc123", Instant.EPOCH, List.of())),
            clock);

    private Look behind(Duration age) {
        return say(Optional.of(age), Optional.empty());
    }

    private Look say(Optional<Duration> age, Optional<String> trouble) {
        tides.say(ORDERS, age, trouble);
        return lookout.look();
    }

    private static void assertUndecided(Look look) {
        assertThat(look.found()).isEmpty();
        assertThat(look.undecided()).containsExactly(SUBJECT);
    }

    private static void assertPasses(Look look) {
        assertThat(look.found()).isEmpty();
        assertThat(look.undecided()).isEmpty();
    }

    @Test
    void aMomentIsNoIncidentAndNoEndOfOne() {
        assertUndecided(behind(Duration.ofSeconds(20)));
        clock.advance(Duration.ofSeconds(59));
        assertUndecided(behind(Duration.ofSeconds(79)));
        clock.advance(Duration.ofSeconds(1));
        Look late = behind(Duration.ofSeconds(50));
        assertThat(late.found()).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo(SUBJECT);
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.owner()).isEqualTo("checkout");
            assertThat(finding.summary()).isEqualTo("realtime/orders_rt is 50 s behind; it promises at most 15 s.");
            assertThat(finding.began()).isEqualTo(clock.instant().minusSeconds(35));
            assertThat(finding.link()).isEqualTo("freshness#orders_rt");
        });

        assertUndecided(behind(Duration.ofSeconds(2)));
        clock.advance(Duration.ofSeconds(30));
        assertUndecided(behind(Duration.ofSeconds(20)));
        clock.advance(Duration.ofSeconds(30));
        assertUndecided(behind(Duration.ofSeconds(2)));
        clock.advance(Duration.ofSeconds(60));
        assertPasses(behind(Duration.ofSeconds(2)));
    }

    @Test
    void farBehindOrOutOfReachIsCritical() {
        behind(Duration.ofSeconds(61));
        clock.advance(Duration.ofMinutes(1));
        assertThat(behind(Duration.ofSeconds(121)).found())
                .extracting(Finding::severity)
                .containsExactly(Severity.CRITICAL);
        assertThat(say(Optional.empty(), Optional.of("connection to 10.1.2.3 refused"))
                        .found())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(finding.summary()).doesNotContain("10.1.2.3");
                    assertThat(finding.evidence()).containsEntry("trouble", "connection to 10.1.2.3 refused");
                });
    }

    @Test
    void ofADatasetThatNothingIsHeardOfNothingIsConcluded() {
        assertUndecided(lookout.look());
        clock.advance(Duration.ofHours(1));
        assertUndecided(say(Optional.empty(), Optional.empty()));
        watched.clear();
        assertPasses(lookout.look());
    }
}
