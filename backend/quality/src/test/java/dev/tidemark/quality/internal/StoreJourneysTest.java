package dev.tidemark.quality.internal;

import static dev.tidemark.quality.internal.QualityFixture.ARCHIVE;
import static dev.tidemark.quality.internal.QualityFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Hop;
import dev.tidemark.quality.Journey;
import dev.tidemark.quality.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class StoreJourneysTest {

    private static final Instant APPENDED = NOON.plusSeconds(1);

    private final QualityFixture fixture = new QualityFixture();

    private Journey journey(String id) {
        return fixture.journeys.of(id).orElseThrow();
    }

    private Hop hop(Stage stage) {
        return journey("e-1").hop(stage).orElseThrow();
    }

    @Test
    void anEventIsFollowedHopByHopAsFarAsItCame() {
        fixture.realtime.event("orders_rt", "e-1", NOON, NOON.plusMillis(400), APPENDED);
        fixture.board.look();
        assertThat(hop(Stage.QUERYABLE).at()).as("not there yet").isEmpty();
        fixture.clock.advance(Duration.ofSeconds(3));
        fixture.realtime.tide("orders_rt", APPENDED);
        fixture.board.look();
        fixture.clock.advance(Duration.ofMinutes(2));
        fixture.lakehouse.tide("raw.events_orders", APPENDED.plusSeconds(10));
        fixture.board.look();

        assertThat(journey("e-1").hops().stream().map(Hop::stage))
                .containsExactly(
                        Stage.EMITTED, Stage.RECEIVED, Stage.APPENDED, Stage.QUERYABLE, Stage.ARCHIVED, Stage.MODELED);
        assertThat(hop(Stage.RECEIVED).took()).contains(Duration.ofMillis(400));
        assertThat(hop(Stage.RECEIVED).atMost()).isFalse();
        assertThat(hop(Stage.QUERYABLE).at()).contains(NOON.plusSeconds(3));
        assertThat(hop(Stage.QUERYABLE).took()).contains(Duration.ofSeconds(2));
        assertThat(hop(Stage.QUERYABLE).atMost()).as("when a look first saw it").isTrue();
        assertThat(hop(Stage.QUERYABLE).slow()).isFalse();
        assertThat(hop(Stage.ARCHIVED).slow()).as("two minutes are too long").isTrue();
        assertThat(hop(Stage.MODELED).at()).as("not there yet").isEmpty();
        assertThat(journey("e-1").partition()).isEqualTo(2);
        assertThat(journey("e-1").offset()).isEqualTo(1017);
        assertThat(journey("e-1").family()).isEqualTo("orders");
    }

    @Test
    void aClockAheadOfOursTakesNoNegativeTime() {
        fixture.realtime.event("orders_rt", "e-1", NOON.plusSeconds(30), NOON, APPENDED);

        assertThat(hop(Stage.RECEIVED).took()).contains(Duration.ZERO);
    }

    @Test
    void anEventThatNoStoreHasIsNotFound() {
        assertThat(fixture.journeys.of("nobody")).isEmpty();
        assertThat(fixture.journeys.latest()).isEmpty();
    }

    @Test
    void theLatestIsTheOneThatWasStoredLastOverAllFamilies() {
        fixture.datasets.add(Dataset.of(new DatasetName("realtime", "views_rt"), "shop", "web"));
        fixture.datasets.add(Dataset.of(new DatasetName("lakehouse", "raw.events_views"), "shop", "web"));
        fixture.realtime.event("orders_rt", "e-1", NOON, NOON, APPENDED);
        fixture.realtime.event("views_rt", "v-1", NOON, NOON, APPENDED.plusSeconds(5));

        assertThat(fixture.journeys.latest().map(Journey::eventId)).isEqualTo(Optional.of("v-1"));
    }

    @Test
    void onlyFamiliesThatAreArchivedHaveJourneys() {
        fixture.realtime.event("orders_rt", "e-1", NOON, NOON, APPENDED);
        fixture.datasets.removeIf(dataset -> dataset.name().equals(ARCHIVE));

        assertThat(fixture.journeys.of("e-1")).isEmpty();
    }
}
