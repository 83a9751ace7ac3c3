package dev.tidemark.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Family;
import dev.tidemark.definitions.Materialization;
import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Lookout.Look;
import dev.tidemark.incidents.Subject;
import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Datasets that are late, and those that are made from them. */
class LateUpstreamTest {

    private static final Duration ROUND = Duration.ofMinutes(10);
    private static final Duration LONG = Duration.ofHours(3);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Dataset RAW = dataset("lakehouse", "raw.events_orders", Duration.ofSeconds(60));
    private static final Dataset USERS = dataset("lakehouse", "raw.events_users", Duration.ofSeconds(60));
    private static final Dataset REALTIME = dataset("realtime", "orders_rt", Duration.ofSeconds(15));
    private static final Dataset MINUTES = dataset("realtime", "order_minutes_rt", Duration.ofMinutes(3));
    private static final Dataset FACT = dataset("warehouse", "model.fact_orders", Duration.ofHours(2));
    private static final Dataset DAILY = dataset("warehouse", "model.agg_daily", Duration.ofHours(2));
    private static final Upstream LINEAGE = lineage(
            transform("fact_orders", "raw.events_orders", "raw.events_users"),
            transform("agg_daily", "model.fact_orders"));

    private final TestClock clock = new TestClock();
    private final FakeTides tides = new FakeTides(clock);
    private final LateDatasets lookout =
            new LateDatasets(tides, () -> List.of(DAILY, FACT, REALTIME, MINUTES, RAW, USERS), () -> LINEAGE, clock);

    private static Dataset dataset(String store, String table, Duration promise) {
        return new Dataset(new DatasetName(store, table), "shop", "platform", promise);
    }

    private static TransformDefinition transform(String name, String... inputs) {
        return new TransformDefinition(
                name,
                "SELECT 1",
                Materialization.FULL,
                List.of(inputs),
                List.of(),
                null,
                null,
                ROUND,
                List.of(),
                "checkout",
                "");
    }

    private static Upstream lineage(TransformDefinition... transforms) {
        return new Upstream(new Definitions(
                "abc123",
                Instant.EPOCH,
                List.of(new Workspace(
                        "shop",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Family(
                                "orders",
                                1,
                                Duration.ofDays(1),
                                Duration.ofDays(1),
                                Duration.ofDays(1),
                                Duration.ofDays(1))),
                        List.of(),
                        List.of(transforms),
                        AccessPolicies.NONE,
                        Map.of(),
                        Map.of()))));
    }

    private Look look(Duration raw, Duration users, Duration fact, Duration daily) {
        tides.say(RAW, Optional.of(raw), Optional.empty());
        tides.say(USERS, Optional.of(users), Optional.empty());
        tides.say(FACT, Optional.of(fact), Optional.empty());
        tides.say(DAILY, Optional.of(daily), Optional.empty());
        return lookout.look();
    }

    private Look aMinuteLater(Duration raw, Duration users, Duration fact, Duration daily) {
        look(raw, users, fact, daily);
        clock.advance(LateDatasets.A_WHILE);
        return look(raw, users, fact, daily);
    }

    private static List<String> names(Look look) {
        return look.found().stream().map(finding -> finding.subject().name()).toList();
    }

    private static Subject subject(Dataset dataset) {
        return new Subject(Subject.Kind.DATASET, dataset.name().toString());
    }

    @Test
    void whatCannotBeFreshForSomethingUpstreamIsToldWithIt() {
        Look look = aMinuteLater(LONG, FRESH, LONG, LONG.plus(ROUND));

        assertThat(look.found()).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo(subject(RAW));
            assertThat(finding.affects()).containsExactly("warehouse/model.agg_daily", "warehouse/model.fact_orders");
            assertThat(finding.summary())
                    .isEqualTo("lakehouse/raw.events_orders is 3 h behind; it promises at most 60 s."
                            + " 2 datasets made from it cannot keep their promises either.");
        });
        assertThat(look.undecided())
                .as("one that had an incident before keeps it, and nothing is known of the real-time tables")
                .containsExactlyInAnyOrder(subject(FACT), subject(DAILY), subject(REALTIME), subject(MINUTES));
    }

    @Test
    void ofTwoCausesEachTellsIt() {
        Look look = aMinuteLater(LONG, LONG, LONG, FRESH);
        assertThat(look.found())
                .extracting(Finding::affects)
                .containsExactly(List.of("warehouse/model.fact_orders"), List.of("warehouse/model.fact_orders"));
    }

    @Test
    void whatCouldBeFreshInSpiteOfItIsAnIncidentOfItsOwn() {
        Look look = aMinuteLater(Duration.ofMinutes(5), FRESH, LONG, LONG);

        assertThat(names(look)).containsExactlyInAnyOrder("lakehouse/raw.events_orders", "warehouse/model.fact_orders");
        assertThat(look.found())
                .filteredOn(finding -> finding.subject().equals(subject(RAW)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.affects()).isEmpty());
        assertThat(look.found())
                .filteredOn(finding -> finding.subject().equals(subject(FACT)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.affects()).containsExactly("warehouse/model.agg_daily"));
    }

    @Test
    void onceTheCauseIsGoneWhatItAffectedHasOneRoundToCatchUp() {
        aMinuteLater(LONG, FRESH, LONG, FRESH);

        clock.advance(ROUND.plusSeconds(59));
        assertThat(look(FRESH, FRESH, LONG, FRESH).undecided()).contains(subject(FACT));
        clock.advance(Duration.ofSeconds(1));
        assertThat(names(look(FRESH, FRESH, LONG, FRESH))).containsExactly("warehouse/model.fact_orders");
    }

    @Test
    void aStoreThatDoesNotAnswerIsToldOnceForWhatIsMadeInIt() {
        for (int i = 0; i < 2; i++) {
            tides.say(RAW, Optional.empty(), Optional.of("refused"));
            tides.say(USERS, Optional.of(FRESH), Optional.empty());
            tides.say(FACT, Optional.empty(), Optional.of("refused"));
            tides.say(DAILY, Optional.of(FRESH), Optional.empty());
            lookout.look();
            clock.advance(LateDatasets.A_WHILE);
        }
        assertThat(names(lookout.look())).containsExactly("lakehouse/raw.events_orders");
    }

    private Look stand(Duration archive, Duration realtime, Duration minutes) {
        tides.say(RAW, Optional.of(archive), Optional.empty());
        tides.say(USERS, Optional.of(FRESH), Optional.empty());
        tides.say(FACT, Optional.of(FRESH), Optional.empty());
        tides.say(DAILY, Optional.of(FRESH), Optional.empty());
        tides.say(REALTIME, Optional.of(realtime), Optional.empty());
        tides.say(MINUTES, Optional.of(minutes), Optional.empty());
        return lookout.look();
    }

    @Test
    void aTopicThatStandsStillIsOneIncidentFromItsFirstSecondOn() {
        for (int second = 0; second < 600; second++) {
            Duration behind = Duration.ofSeconds(second);
            Look look = stand(behind.plusSeconds(20), behind.plusSeconds(2), behind.plusSeconds(100));
            assertThat(names(look)).isSubsetOf("lakehouse/raw.events_orders");
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(lookout.look().found()).singleElement().satisfies(finding -> {
            assertThat(finding.affects()).containsExactly("realtime/order_minutes_rt", "realtime/orders_rt");
            assertThat(finding.summary())
                    .endsWith(
                            "it promises at most 60 s. realtime/order_minutes_rt, realtime/orders_rt stand at the same moment:"
                                    + " look at the topic of both, and at what writes to it and reads it.");
        });
    }

    @Test
    void aRealTimeTableThatStandsAloneOrSinceAnotherMomentIsAnIncidentOfItsOwn() {
        stand(FRESH, LONG, FRESH);
        clock.advance(LateDatasets.A_WHILE);
        assertThat(names(stand(FRESH, LONG, FRESH))).containsExactly("realtime/orders_rt");

        stand(LONG, LONG.plusSeconds(61), FRESH);
        clock.advance(LateDatasets.A_WHILE);
        assertThat(names(stand(LONG, LONG.plusSeconds(61), FRESH)))
                .containsExactlyInAnyOrder("realtime/orders_rt", "lakehouse/raw.events_orders");
    }

    @Test
    void whenTheTopicGoesOnARealTimeTableThatDoesNotIsToldAMinuteLater() {
        stand(LONG, LONG, FRESH);
        clock.advance(LateDatasets.A_WHILE);
        assertThat(names(stand(LONG, LONG, FRESH))).containsExactly("lakehouse/raw.events_orders");
        assertThat(names(stand(FRESH, LONG, FRESH))).isEmpty();
        clock.advance(LateDatasets.A_WHILE);
        assertThat(names(stand(FRESH, LONG, FRESH))).containsExactly("realtime/orders_rt");
    }

    @Test
    void definitionsThatGoInACircleAreFollowedOnce() {
        Upstream circle = lineage(transform("a", "model.b"), transform("b", "model.a"));
        assertThat(circle.of(new DatasetName("warehouse", "model.a")))
                .containsExactly(new DatasetName("warehouse", "model.b"));
    }
}
