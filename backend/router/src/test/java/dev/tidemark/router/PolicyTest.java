package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.AskerAttributes;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.Audience.Group;
import dev.tidemark.definitions.ColumnPolicy;
import dev.tidemark.definitions.ColumnPolicy.Treatment;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Shop.Order;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import dev.tidemark.router.policy.PolicyProblem;
import dev.tidemark.stores.StoreName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Instant BOUNDARY = Shop.NOW.minus(Duration.ofHours(20));
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);
    private static final Audience ANALYSTS = new Audience(
            new Group(Set.of("analyst"), Set.of(), Set.of()), new Group(Set.of("admin"), Set.of(), Set.of()));

    private static final Asker GROWTH = new Asker("ada", Set.of("ANALYST"), "growth");
    private static final Asker WEB = new Asker("bob", Set.of("ANALYST"), "web");
    private static final Asker STRANGER = new Asker("eve", Set.of("ANALYST"), "none");
    private static final Asker ADMIN = new Asker("root", Set.of("ANALYST", "ADMIN"), "none");

    private final List<Order> orders = Shop.orders(new Random(17), 300);
    private final MemoryStore batch = store(StoreName.WAREHOUSE, order -> true);
    private final MemoryStore realtime = store(StoreName.REALTIME, order -> true);

    @AfterEach
    void close() {
        batch.close();
        realtime.close();
    }

    private MemoryStore store(StoreName name, Predicate<Order> which) {
        boolean fresh = name.equals(StoreName.REALTIME);
        return new MemoryStore(name)
                .with(
                        fresh ? "orders_rt" : "model.fact_orders",
                        Shop.table(orders, which, fresh),
                        fresh ? FRESH : BOUNDARY,
                        fresh ? BOUNDARY.minusSeconds(3_600) : Instant.EPOCH);
    }

    private static final AccessPolicies OWN_COUNTRIES = rows(
            Otherwise.ALLOW,
            new RowPolicy(
                    "own_countries", List.of("orders"), Optional.of("order__country IN (:countries)"), ANALYSTS, 1));

    @Test
    void everyMetricCountsOnlyTheRowsOfItsAsker() {
        Router router = router(OWN_COUNTRIES);
        try (MemoryStore ownBatch =
                        store(StoreName.WAREHOUSE, order -> order.country().equals("Côte d'Ivoire"));
                MemoryStore ownRealtime =
                        store(StoreName.REALTIME, order -> order.country().equals("Côte d'Ivoire"))) {
            Router own = Shop.router(ownBatch, ownRealtime);
            MetricQuery query =
                    MetricQuery.of("storefront", Shop.METRICS).withGroupBy("metric_time__day", "order__country");
            Answer answer = router.answer(query, GROWTH);
            assertThat(answer.rows()).isEqualTo(own.answer(query, GROWTH).rows());
            assertThat(answer.receipt().policies())
                    .containsExactly("row own_countries: order__country IN (:countries)");
            assertThat(answer.receipt().completeness())
                    .isEqualTo(own.answer(query, GROWTH).receipt().completeness());
            assertThat(answer.receipt().spans())
                    .allSatisfy(span -> assertThat(span.sql()).contains("?").doesNotContain("Ivoire"));
        }
    }

    @Test
    void conversionsFollowOnlyRowsOfTheirAsker() {
        try (MemoryStore own =
                store(StoreName.WAREHOUSE, order -> order.country().equals("Côte d'Ivoire"))) {
            MetricQuery query = MetricQuery.of("storefront", "cancelled_after");
            assertThat(router(OWN_COUNTRIES).answer(query, GROWTH).rows())
                    .isEqualTo(Shop.router(own).answer(query, GROWTH).rows());
        }
    }

    @Test
    void aFilterCannotWidenAPolicy() {
        Answer answer = router(OWN_COUNTRIES)
                .answer(
                        MetricQuery.of("storefront", "orders")
                                .withGroupBy("order__country")
                                .withWhere("order__country = 'France' OR order__country = 'Spain' OR TRUE"),
                        GROWTH);
        assertThat(answer.rows()).extracting(row -> (Object) row.getFirst()).containsExactly("Côte d'Ivoire");
    }

    @Test
    void whoIsExemptSeesEverythingAndTheReceiptSaysSo() {
        MetricQuery query = MetricQuery.of("storefront", "revenue");
        Answer answer = router(OWN_COUNTRIES).answer(query, ADMIN);
        assertThat(answer.rows())
                .isEqualTo(Shop.router(batch, realtime).answer(query, ADMIN).rows());
        assertThat(answer.receipt().policies()).isEmpty();
    }

    @Test
    void whatIsSaidOfTheUserReplacesWhatIsSaidOfTheTeam() {
        assertThat(countries(router(OWN_COUNTRIES), GROWTH)).containsExactly("Côte d'Ivoire");
        assertThat(countries(router(OWN_COUNTRIES), WEB)).containsExactlyInAnyOrder("France", "Spain");
    }

    @Test
    void withoutTheAttributeNothingIsAnswered() {
        Router router = router(OWN_COUNTRIES);
        MetricQuery query = MetricQuery.of("storefront", "revenue");
        refused(PolicyProblem.ATTRIBUTE_MISSING, router, query, STRANGER);
        assertThatThrownBy(() -> router.explain(query, STRANGER)).isInstanceOf(ProblemException.class);
        Asker known = new Asker("eve", Set.of("ANALYST"), "none", Map.of("countries", List.of("Spain")));
        assertThat(countries(router, known)).containsExactly("Spain");
    }

    @Test
    void aWorkspaceThatDeniesOtherwiseOpensOnlyWhatAPolicyOpens() {
        RowPolicy open = new RowPolicy(
                "web_sees_all",
                List.of("orders"),
                Optional.empty(),
                new Audience(new Group(Set.of(), Set.of("web"), Set.of()), Group.NOBODY),
                1);
        Router router = router(rows(Otherwise.DENY, open));
        MetricQuery query = MetricQuery.of("storefront", "revenue");
        assertThat(router.answer(query, WEB).rows()).isNotEmpty();
        refused(PolicyProblem.METRIC_NOT_OPEN, router, query, GROWTH);
    }

    @Test
    void aHiddenDimensionIsRefusedInEveryPlace() {
        Router router = router(columns(new Treatment.Hidden(), "orders.country"));
        MetricQuery revenue = MetricQuery.of("storefront", "revenue");
        refused(PolicyProblem.HIDDEN_DIMENSION, router, revenue.withGroupBy("order__country"), GROWTH);
        refused(PolicyProblem.HIDDEN_DIMENSION, router, revenue.withWhere("order__country = 'France'"), GROWTH);
        refused(
                PolicyProblem.HIDDEN_DIMENSION,
                router,
                revenue.withGroupBy("order__country").withOrderBy("order__country"),
                GROWTH);
        assertThat(router.answer(revenue.withGroupBy("order__country"), ADMIN).rows())
                .isNotEmpty();
    }

    @Test
    void anotherNameOfTheSameColumnIsHiddenToo() {
        Router router = router(columns(new Treatment.Hidden(), "orders.buyer"));
        MetricQuery revenue = MetricQuery.of("storefront", "revenue");
        refused(PolicyProblem.HIDDEN_DIMENSION, router, revenue.withGroupBy("buyer"), GROWTH);
        refused(
                PolicyProblem.HIDDEN_DIMENSION,
                router,
                revenue.withWhere("{{ Metric('items', group_by=['buyer']) }} > 3"),
                GROWTH);
        assertThat(router.answer(MetricQuery.of("storefront", "regulars", "customers"), GROWTH)
                        .rows())
                .as("what a definition asks is its author's business")
                .isEqualTo(Shop.router(batch, realtime)
                        .answer(MetricQuery.of("storefront", "regulars", "customers"), GROWTH)
                        .rows());
    }

    @Test
    void aDimensionShownAsOneTextIsOneGroup() {
        Router router = router(columns(new Treatment.Text("somewhere"), "orders.country"));
        MetricQuery query = MetricQuery.of("storefront", "customers", "median_amount")
                .withGroupBy("order__event_type", "order__country")
                .withOrderBy("order__country", "-customers");
        Answer answer = router.answer(query, GROWTH);
        Answer grouped = router.answer(query.withGroupBy("order__event_type").withOrderBy("-customers"), GROWTH);
        assertThat(answer.columns())
                .extracting(AnswerColumn::name)
                .containsExactly("order__event_type", "order__country", "customers", "median_amount");
        assertThat(answer.rows()).allSatisfy(row -> assertThat(row.get(1)).isEqualTo("somewhere"));
        assertThat(answer.rows())
                .extracting(row -> List.of(row.get(0), row.get(2), row.get(3)))
                .isEqualTo(grouped.rows().stream()
                        .map(row -> List.of(row.get(0), row.get(1), row.get(2)))
                        .toList());
        assertThat(answer.receipt().policies()).containsExactly("column masked: order__country shown as one text");
        assertThat(router.explain(query, GROWTH).columns()).isEqualTo(answer.columns());
        refused(PolicyProblem.HIDDEN_DIMENSION, router, query.withWhere("order__country = 'Spain'"), GROWTH);
    }

    @Test
    void aHashTellsValuesApartAndNothingElse() {
        Router router = router(columns(new Treatment.Hash(), "orders.country"));
        MetricQuery query = MetricQuery.of("storefront", "orders").withGroupBy("order__country");
        Answer masked = router.answer(query.withLimit(2), GROWTH);
        Answer plain = Shop.router(batch, realtime).answer(query, GROWTH);
        assertThat(masked.rows()).hasSize(2);
        assertThat(masked.rows()).extracting(row -> (Object) row.getFirst()).isSorted();
        assertThat(masked.rows())
                .allSatisfy(row -> assertThat((String) row.getFirst()).matches("[0-9a-f]{16}"));
        Answer all = router.answer(query, GROWTH);
        assertThat(all.rows())
                .extracting(row -> row.get(1))
                .containsExactlyInAnyOrderElementsOf(
                        plain.rows().stream().map(row -> row.get(1)).toList());
    }

    @Test
    void filesHoldNoMoreThanAnswersDo() {
        MetricQuery query = MetricQuery.of("storefront", "orders").withGroupBy("metric_time__day", "order__country");
        for (AccessPolicies policies : List.of(
                OWN_COUNTRIES,
                columns(new Treatment.Hash(), "orders.country"),
                columns(new Treatment.Text("somewhere"), "orders.country"))) {
            Router router = router(policies);
            List<String> answered = router.answer(query, GROWTH).rows().stream()
                    .map(row -> String.valueOf(row.get(1)))
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(exported(router, query)).isEqualTo(answered);
        }
        Router hidden = router(columns(new Treatment.Hidden(), "orders.country"));
        assertThatThrownBy(() -> exported(hidden, query))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(PolicyProblem.HIDDEN_DIMENSION));
    }

    /** The second column of a file, each value once. */
    private static List<String> exported(Router router, MetricQuery query) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export = router.export(query, GROWTH, ExportFormat.CSV)) {
            export.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",")[1].replace("\"", ""))
                .map(value -> value.isEmpty() ? "null" : value)
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void brokenPoliciesRefuseEveryQuestion() {
        ProblemException reason = new ProblemException(PolicyProblem.INVALID_POLICIES, "storefront", "1 fault", "…");
        Router router = Shop.router(Safeguards.NONE.withPolicies(catalog -> Policies.refusing(reason)), batch);
        refused(PolicyProblem.INVALID_POLICIES, router, MetricQuery.of("storefront", "revenue"), ADMIN);
    }

    private static List<Object> countries(Router router, Asker asker) {
        return router
                .answer(MetricQuery.of("storefront", "orders").withGroupBy("order__country"), asker)
                .rows()
                .stream()
                .map(row -> (Object) String.valueOf(row.getFirst()))
                .toList();
    }

    private Router router(AccessPolicies written) {
        Policies policies = Policies.of(written, Shop.CATALOG, new MaskHash(new byte[32]));
        return Shop.router(Safeguards.NONE.withPolicies(catalog -> policies), batch, realtime);
    }

    private static AccessPolicies rows(Otherwise otherwise, RowPolicy... rows) {
        return new AccessPolicies(
                otherwise,
                List.of(
                        new AskerAttributes(
                                Optional.of("growth"), Optional.empty(), Map.of("countries", List.of("France"))),
                        new AskerAttributes(
                                Optional.of("web"), Optional.empty(), Map.of("countries", List.of("France", "Spain"))),
                        new AskerAttributes(
                                Optional.empty(), Optional.of("ada"), Map.of("countries", List.of("Côte d'Ivoire")))),
                List.of(rows),
                List.of());
    }

    private static AccessPolicies columns(Treatment treatment, String dimension) {
        return new AccessPolicies(
                Otherwise.ALLOW,
                List.of(),
                List.of(),
                List.of(new ColumnPolicy("masked", List.of(dimension), treatment, ANALYSTS, 1)));
    }

    private static void refused(Problem problem, Router router, MetricQuery query, Asker asker) {
        assertThatThrownBy(() -> router.answer(query, asker))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
