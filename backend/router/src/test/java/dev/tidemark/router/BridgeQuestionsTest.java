package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.AskerAttributes;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.Audience.Group;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Bank.Customer;
import dev.tidemark.router.Bank.Holding;
import dev.tidemark.router.Bank.Payment;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import dev.tidemark.stores.StoreName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A joint account, one of a single holder and one of nobody, with answers worked out by hand. */
class BridgeQuestionsTest {

    private static final Instant FRESH = Bank.NOW.minusSeconds(1);
    private static final String SEGMENT = "account__holders__customer__segment";
    private static final String SHARED_SEGMENT = "account__owners__customer__segment";

    private static final Audience EVERYBODY = new Audience(Group.NOBODY, Group.NOBODY);

    private static final Bank BANK = new Bank(
            List.of(
                    payment("p1", "a1", "100", 20),
                    payment("p2", "a2", "40", 21),
                    payment("p3", "a3", "7", 22),
                    payment("p4", null, "1", 23)),
            List.of(
                    new Holding("a1", "ann", "owner", new BigDecimal("0.5")),
                    new Holding("a1", "bob", "owner", new BigDecimal("0.5")),
                    new Holding("a2", "ann", "owner", BigDecimal.ONE)),
            List.of(
                    new Customer("ann", "gold", "FR", LocalDate.of(1980, 5, 5)),
                    new Customer("bob", "silver", "FR", LocalDate.of(1990, 5, 5)),
                    new Customer("cat", "gold", "ES", LocalDate.of(2000, 5, 5))));

    private final MemoryStore store = new MemoryStore(StoreName.WAREHOUSE)
            .with("model.payments", BANK.payments(any -> true), FRESH, Instant.EPOCH)
            .with("model.holders", BANK.holders(), FRESH, Instant.EPOCH)
            .with("model.customers", BANK.allCustomers(), FRESH, Instant.EPOCH)
            .with("model.countries", Bank.countries(), FRESH, Instant.EPOCH);

    private final Router router = Bank.router("warehouse", "model", store);

    private static Payment payment(String id, @Nullable String account, String amount, int day) {
        return new Payment(
                id,
                account,
                Instant.parse("2026-06-" + day + "T10:00:00Z"),
                "web",
                new BigDecimal(amount),
                id.equals("p1"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void byImpactEachGroupHasTheWholeOnce() {
        assertThat(rows(ask("paid", "payments").withGroupBy(SEGMENT)))
                .containsExactly("gold|140|2", "silver|100|1", "null|8|2");
        assertThat(rows(ask("paid").withGroupBy("account__holders__customer__country")))
                .as("both holders of the joint account are in France")
                .containsExactly("FR|140", "null|8");
        assertThat(rows(ask("paid"))).containsExactly("148");
    }

    @Test
    void byAllocationGroupsAddUpToTheTotal() {
        assertThat(rows(ask("paid", "payments", "average_paid", "disputed").withGroupBy(SHARED_SEGMENT)))
                .containsExactly("gold|90|1.5|60|0.5", "silver|50|0.5|100|0.5", "null|8|2|4|0");
        Answer answer = router.answer(ask("payments").withGroupBy(SHARED_SEGMENT), Shop.ASKER);
        assertThat(answer.columns().getLast().type()).isEqualTo(AnswerColumn.Type.DECIMAL);
        assertThat(router.answer(ask("payments"), Shop.ASKER)
                        .columns()
                        .getLast()
                        .type())
                .isEqualTo(AnswerColumn.Type.LONG);
    }

    @Test
    void aFilterCountsRowsOnceOrTheirShare() {
        assertThat(rows(ask("paid").withWhere(SEGMENT + " IS NOT NULL"))).containsExactly("140");
        assertThat(rows(ask("paid").withWhere(SHARED_SEGMENT + " = 'gold'"))).containsExactly("90");
        assertThat(rows(ask("paid_gold", "paid_by_gold", "gold_of_all"))).containsExactly("140|90|0.9459459459");
        assertThat(rows(ask("paid").withWhere("account__holders__customer IS NULL")))
                .containsExactly("8");
    }

    @Test
    void runningTotalsAndComparisonsAreThoseOfEachGroup() {
        assertThat(rows(ask("paid_so_far")
                        .withGroupBy("metric_time__day", SEGMENT)
                        .withTimeRange(day(20), day(23))))
                .containsExactly(
                        "2026-06-20T00:00Z|gold|100",
                        "2026-06-20T00:00Z|silver|100",
                        "2026-06-21T00:00Z|gold|140",
                        "2026-06-21T00:00Z|silver|100",
                        "2026-06-22T00:00Z|gold|140",
                        "2026-06-22T00:00Z|silver|100",
                        "2026-06-22T00:00Z|null|7");
        assertThat(rows(ask("paid")
                        .withGroupBy(SHARED_SEGMENT)
                        .withTimeRange(day(21), day(22))
                        .withCompare("previous_period")))
                .containsExactly("gold|40|50|-10|-0.2", "silver|null|50|null|null");
    }

    private static Instant day(int day) {
        return Instant.parse("2026-06-" + day + "T00:00:00Z");
    }

    @Test
    void theReceiptNamesTheBridgeAndItsRule() {
        Receipt impact =
                router.answer(ask("paid").withGroupBy(SEGMENT), Shop.ASKER).receipt();
        assertThat(impact.notices()).anySatisfy(notice -> {
            assertThat(notice.kind()).isEqualTo("bridge-impact");
            assertThat(notice.text())
                    .contains("over the bridge holders each group of " + SEGMENT)
                    .contains("the groups do not add up to the total");
        });
        assertThat(impact.definitions()).contains(new DefinitionUse("holders", "impact", "abc123"));
        assertThat(impact.spans().getFirst().rows()).isEqualTo(4);
        Receipt allocation = router.answer(ask("paid").withWhere(SHARED_SEGMENT + " = 'gold'"), Shop.ASKER)
                .receipt();
        assertThat(allocation.notices()).anySatisfy(notice -> {
            assertThat(notice.kind()).isEqualTo("bridge-allocation");
            assertThat(notice.text())
                    .contains("its share of every row by share")
                    .contains("not checked here");
        });
        assertThat(allocation.definitions()).contains(new DefinitionUse("owners", "allocation by share", "abc123"));
        assertThat(router.answer(ask("paid"), Shop.ASKER).receipt().notices())
                .noneMatch(notice -> notice.kind().startsWith("bridge"));
        Explanation explained = router.explain(ask("paid").withGroupBy(SEGMENT), Shop.ASKER);
        assertThat(explained.notices()).extracting(Notice::kind).contains("bridge-impact");
        assertThat(explained.definitions()).contains(new DefinitionUse("holders", "impact", "abc123"));
    }

    @Test
    void anAnswerIsGivenAgainAndWithAnotherBridgeNot() {
        assertThat(router.answer(ask("paid").withGroupBy(SEGMENT), Shop.ASKER)
                        .receipt()
                        .cache())
                .isEqualTo(Receipt.MISS);
        Answer again = router.answer(ask("paid").withGroupBy(SEGMENT), Shop.ASKER);
        assertThat(again.receipt().cache()).isEqualTo(Receipt.HIT);
        assertThat(again.receipt().notices()).extracting(Notice::kind).contains("bridge-impact");
        store.with(
                "model.holders",
                new Bank(List.of(), List.of(new Holding("a3", "cat", "owner", BigDecimal.ONE)), List.of()).holders(),
                FRESH,
                Instant.EPOCH);
        assertThat(rows(ask("paid").withGroupBy(SEGMENT))).containsExactly("gold|7", "null|141");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            middle    | account__owners__customer__segment   |                                                               | a median is not made of shares
            accounts  |                                      | account__owners__role = 'owner'                               | a count_distinct is not made of shares
            then_paid | account__holders__role               |                                                               | a conversion counts each row at one place
            paid      |                                      | payment__channel = 'web' OR account__holders__role = 'owner'  | about both sides of a bridge at once
            paid      |                                      | account__holders__role = account__owners__role                | about both sides of a bridge at once
            paid      |                                      | {{ Metric('paid', group_by=['account__holders__customer']) }} > 50 | put together afterwards
            paid      | account__holders__customer__born__extract_month |                                                    | told from groups
            """)
    void whatWouldCountWronglyIsRefused(String metric, @Nullable String group, @Nullable String where, String reason) {
        MetricQuery query = ask(metric)
                .withGroupBy(group == null ? new String[0] : new String[] {group})
                .withWhere(where == null ? new String[0] : new String[] {where});
        assertThatThrownBy(() -> router.answer(query, Shop.ASKER)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(CatalogProblem.OVER_BRIDGE);
            assertThat(e.detail()).contains(reason);
            assertThat(e.remedy()).isNotBlank();
        });
    }

    @Test
    void twoBridgesThatFitAreForTheAskerToTellApart() {
        assertThatThrownBy(() -> rows(ask("paid").withGroupBy("account__customer__segment")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(CatalogProblem.AMBIGUOUS_DIMENSION);
                    assertThat(e.remedy()).contains(SEGMENT).contains(SHARED_SEGMENT);
                });
    }

    @Test
    void aRollupIsNotTakenOverABridge() {
        String definitions = Bank.definitions("warehouse", "model")
                .replace(
                        "{store: realtime, table: payments_rt, time_column: paid_at}",
                        "{id: days, role: rollup, store: warehouse, table: model.agg_payments, grain: day, time_column: day, dimensions: [channel], "
                                + "sums: [{measure: paid, column: paid, rows: n}]}");
        store.with("model.agg_payments", """
                SELECT TIMESTAMPTZ '2026-06-20 00:00:00Z' AS day, 'web' AS channel, 148.00::DECIMAL(12, 2) AS paid, 4 AS n""", FRESH, Instant.EPOCH).sized("model.agg_payments", 10);
        Router rolled = Bank.router(definitions, Safeguards.NONE, store);
        assertThat(rolled.answer(ask("paid"), Shop.ASKER).receipt().why())
                .extracting(Chosen::candidate)
                .containsExactly("warehouse model.agg_payments");
        Answer answer = rolled.answer(ask("paid").withWhere(SEGMENT + " = 'gold'"), Shop.ASKER);
        assertThat(answer.receipt().rejected()).anySatisfy(rejected -> {
            assertThat(rejected.candidate()).isEqualTo("warehouse model.agg_payments");
            assertThat(rejected.reason()).isEqualTo(Reason.NOT_ADDITIVE);
            assertThat(rejected.detail()).contains("do not pass over the bridge holders");
        });
        assertThat(NaiveBank.texts(answer.rows())).containsExactly("140");
    }

    @Test
    void whatIsNoNumberWeighsNothing() {
        Router wrong = Bank.router(
                Bank.definitions("warehouse", "model").replace("weight: share", "weight: role"),
                Safeguards.NONE,
                store);
        assertThatThrownBy(() -> wrong.answer(ask("paid").withGroupBy(SHARED_SEGMENT), Shop.ASKER))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(RoutingProblem.NO_STORE_CAN_ANSWER);
                    assertThat(e.detail()).contains("numbers to weigh by in model.holders");
                });
        assertThat(NaiveBank.texts(wrong.answer(ask("paid"), Shop.ASKER).rows()))
                .containsExactly("148");
    }

    @Test
    void valuesWithoutAMetricLeadOverNoBridge() {
        assertThat(rows(MetricQuery.of("bank").withGroupBy("customer__segment", "holding__role")))
                .as("from the bridge itself both are one step away")
                .contains("gold|owner", "silver|owner");
    }

    @Test
    void aRowPolicyBehindABridgeLetsInWhatSomeHolderMaySee() {
        AccessPolicies policies = new AccessPolicies(
                Otherwise.ALLOW,
                List.<AskerAttributes>of(),
                List.of(new RowPolicy(
                        "gold_only", List.of("payments"), Optional.of(SEGMENT + " = 'gold'"), EVERYBODY, 1)),
                List.of());
        Router restricted = Bank.router(
                Bank.definitions("warehouse", "model"),
                Safeguards.NONE.withPolicies(catalog -> Policies.of(policies, catalog, new MaskHash(new byte[32]))),
                store);
        assertThat(NaiveBank.texts(restricted.answer(ask("paid"), Shop.ASKER).rows()))
                .containsExactly("140");
        assertThat(NaiveBank.texts(restricted
                        .answer(ask("paid").withGroupBy("account__holders__customer"), Shop.ASKER)
                        .rows()))
                .containsExactly("ann|140");
    }

    @Test
    void aFileSaysWhatTheAnswerSays() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export =
                router.export(ask("paid", "payments").withGroupBy(SHARED_SEGMENT), Shop.ASKER, ExportFormat.CSV)) {
            export.writeTo(out);
        }
        assertThat(Arrays.asList(out.toString(StandardCharsets.UTF_8).split("\\R")))
                .contains("\"gold\",90,1.5", "\"silver\",50,0.5");
    }

    private static MetricQuery ask(String... metrics) {
        return MetricQuery.of("bank", metrics);
    }

    private List<String> rows(MetricQuery query) {
        return NaiveBank.texts(router.answer(query, Shop.ASKER).rows());
    }
}
