package dev.tidemark.quality.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.Hop;
import dev.tidemark.quality.Journey;
import dev.tidemark.quality.Journeys;
import dev.tidemark.quality.QualityProblem;
import dev.tidemark.quality.Stage;
import dev.tidemark.quality.TideSample;
import dev.tidemark.quality.Tides;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FreshnessControllerTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final FreshnessController controller = new FreshnessController(new OneTide(), new OneJourney());

    private static final class OneTide implements Tides {
        @Override
        public List<Freshness> now() {
            return List.of(
                    freshness("orders_rt", Optional.of(NOON), Optional.empty()),
                    freshness("views_rt", Optional.empty(), Optional.of("it was unplugged")));
        }

        private static Freshness freshness(String table, Optional<Instant> through, Optional<String> trouble) {
            return new Freshness(
                    Dataset.of(new DatasetName("realtime", table), "shop", "web"),
                    through,
                    NOON,
                    3,
                    100,
                    OptionalLong.empty(),
                    trouble);
        }

        @Override
        public Subscription onChange(Consumer<Set<DatasetName>> listener) {
            return () -> {};
        }

        @Override
        public List<TideSample> history(Duration range) {
            return List.of();
        }
    }

    private static final class OneJourney implements Journeys {
        @Override
        public Optional<Journey> of(String eventId) {
            return eventId.equals("e-1") ? latest() : Optional.empty();
        }

        @Override
        public Optional<Journey> latest() {
            Hop hop = new Hop(
                    Stage.QUERYABLE,
                    Optional.of(NOON),
                    true,
                    Optional.of(Duration.ofSeconds(20)),
                    Duration.ofSeconds(15),
                    "orders_rt");
            return Optional.of(new Journey("e-1", "order_placed", "web-shop", "orders", 2, 1017, List.of(hop)));
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyDatasetIsListedWithStateAndTroubles() {
        List<Map<String, Object>> datasets = (List<Map<String, Object>>)
                Objects.requireNonNull(controller.freshness().get("datasets"));

        assertThat(datasets).hasSize(2);
        assertThat(datasets.get(0))
                .containsEntry("store", "realtime")
                .containsEntry("table", "orders_rt")
                .containsEntry("promise", "PT15S")
                .containsEntry("state", "broken")
                .containsEntry("complete_through", "2026-11-20T12:00:00Z")
                .containsEntry("trouble", null);
        assertThat(datasets.get(1))
                .containsEntry("state", "broken")
                .containsEntry("complete_through", null)
                .containsEntry("trouble", "it was unplugged");
    }

    @Test
    void aJourneyHasItsHopsAndAnUnknownEventIsAProblem() {
        assertThat(controller.journey("e-1"))
                .containsEntry("family", "orders")
                .containsEntry("offset", 1017L)
                .extractingByKey("hops")
                .asString()
                .contains("stage=queryable", "at_most=true", "took=PT20S", "slow=true");
        assertThatThrownBy(() -> controller.journey("e-2")).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(QualityProblem.UNKNOWN_EVENT);
            assertThat(e.detail()).contains("e-2");
        });
    }
}
