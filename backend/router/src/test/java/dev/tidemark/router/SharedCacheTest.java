package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.AskerAttributes;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.Audience.Group;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many people with different row policies ask one router; each gets what a router of their own would say. */
class SharedCacheTest {

    private static final Instant BOUNDARY = Shop.NOW.minus(Duration.ofHours(20));
    private static final Audience EVERYBODY = new Audience(Group.NOBODY, Group.NOBODY);

    private static final Map<String, List<String>> COUNTRIES = Map.of(
            "ann", List.of("France"),
            "bob", List.of("Spain"),
            "cat", List.of("France", "Spain"),
            "dan", List.of("Côte d'Ivoire"),
            "eve", List.of("Nowhere"));

    private static final List<String> PEOPLE = List.of("ann", "bob", "cat", "dan", "eve");

    @ParameterizedTest
    @CsvSource({"41, 0", "42, 0", "43, 0", "41, 250", "42, 250", "43, 250"})
    void nobodyIsGivenTheRowsOfOthers(long seed, long moment) {
        Random random = new Random(seed);
        List<Shop.Order> orders = Shop.orders(random, 150);
        Policies policies = policies();
        Safeguards guarded = Safeguards.NONE.withPolicies(catalog -> policies);
        RouterSettings settings = RouterSettings.DEFAULT.withMoment(Duration.ofMillis(moment));
        try (MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
                        .with("model.fact_orders", Shop.table(orders, order -> true, false), BOUNDARY, Instant.EPOCH);
                MemoryStore realtime = new MemoryStore(StoreName.REALTIME)
                        .with(
                                "orders_rt",
                                Shop.table(orders, order -> true, true),
                                Shop.NOW.minusSeconds(1),
                                BOUNDARY)) {
            Router shared = Shop.router(guarded, settings, batch, realtime);
            Map<String, Answer> alone = new HashMap<>();
            int hits = 0;
            for (int i = 0; i < 80; i++) {
                Asker asker = new Asker(PEOPLE.get(random.nextInt(PEOPLE.size())), Set.of("analyst"), "growth");
                MetricQuery query = question(random);
                Answer own = alone.computeIfAbsent(
                        asker.user() + query,
                        any -> Shop.router(guarded, batch, realtime).answer(query, asker));
                Answer answer = shared.answer(query, asker);
                assertThat(answer.rows()).as("%s asks %s", asker, query).isEqualTo(own.rows());
                hits += answer.receipt().cache().equals("hit") ? 1 : 0;
            }
            assertThat(hits).as("answers given again").isPositive();
        }
    }

    private static MetricQuery question(Random random) {
        MetricQuery query = MetricQuery.of(
                        "storefront",
                        List.of("revenue", "customers", "net", "regulars").get(random.nextInt(4)))
                .withTimeRange(null, random.nextBoolean() ? BOUNDARY : Shop.NOW);
        return random.nextBoolean() ? query.withGroupBy("order__country") : query;
    }

    private static Policies policies() {
        AccessPolicies written = new AccessPolicies(
                Otherwise.ALLOW,
                COUNTRIES.entrySet().stream()
                        .map(person -> new AskerAttributes(
                                Optional.empty(), Optional.of(person.getKey()), Map.of("countries", person.getValue())))
                        .toList(),
                List.of(new RowPolicy(
                        "own", List.of("orders"), Optional.of("order__country IN (:countries)"), EVERYBODY, 1)),
                List.of());
        return Policies.of(written, Shop.CATALOG, new MaskHash(new byte[32]));
    }
}
