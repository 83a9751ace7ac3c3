package dev.tidemark.incidents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Ground;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Lookout;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class RoundsTest {

    private static final Subject OTHER = new Subject(Subject.Kind.DATASET, "warehouse/model.fact_orders");

    private final Ground ground = new Ground();

    /** Sees what it is told to see. */
    private final class Told implements Lookout {

        List<Finding> found = List.of();
        Set<Subject> undecided = Set.of();
        boolean broken;

        @Override
        public Set<Check> checks() {
            return Set.of(Check.FRESHNESS);
        }

        @Override
        public Look look() {
            if (broken) {
                throw new IllegalStateException("the definitions are away");
            }
            return new Look(ground.clock.instant(), found, undecided);
        }

        @Override
        public String passing() {
            return "It is fresh again.";
        }
    }

    private final Told told = new Told();
    private final Rounds rounds = new Rounds(List.of(told), ground.incidents);

    private List<String> wrong() {
        ground.clock.advance(Duration.ofSeconds(10));
        rounds.run();
        return ground.unresolved().stream()
                .map(Incident::subject)
                .map(Subject::name)
                .toList();
    }

    @Test
    void whatIsFoundIsOpenUntilItIsNotFoundAnyMore() {
        told.found = List.of(ground.late(Severity.WARNING), ground.late(OTHER, Severity.WARNING));
        assertThat(wrong()).containsExactlyInAnyOrder(Ground.ORDERS.name(), OTHER.name());
        told.found = List.of(ground.late(OTHER, Severity.WARNING));
        assertThat(wrong()).containsExactly(OTHER.name());
        told.found = List.of();
        assertThat(wrong()).isEmpty();
    }

    @Test
    void nothingIsConcludedAboutWhatCannotBeSeen() {
        told.found = List.of(ground.late(Severity.WARNING));
        wrong();
        told.found = List.of();
        told.undecided = Set.of(Ground.ORDERS);
        assertThat(wrong()).containsExactly(Ground.ORDERS.name());
        told.undecided = Set.of();
        told.broken = true;
        assertThat(wrong()).containsExactly(Ground.ORDERS.name());
        told.broken = false;
        assertThat(wrong()).isEmpty();
    }

    @Test
    void aLookoutThatFailsKeepsNoOtherFromLooking() {
        Told failing = new Told();
        failing.broken = true;
        told.found = List.of(ground.late(Severity.WARNING));
        new Rounds(List.of(failing, told), ground.incidents).run();
        assertThat(ground.unresolved()).hasSize(1);
    }

    @Test
    void onePassingCheckSaysNothingAboutAnother() {
        Finding late = ground.late(Severity.WARNING);
        ground.incidents.observe(new Finding(
                late.subject(),
                Check.QUARANTINE,
                late.severity(),
                late.owner(),
                late.summary(),
                late.evidence(),
                late.link(),
                late.began(),
                late.seen()));
        assertThat(wrong()).containsExactly(Ground.ORDERS.name());
    }
}
