package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.BankQuestion.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random questions about random banks: accounts with no, one or several holders, holders that stand there twice, keys and shares
 * that are absent. What an engine answers over a bridge is what nested loops find.
 */
abstract class BridgeSweep {

    private static final int QUESTIONS = 40;

    /** Whatever passes by allocation. */
    static final List<String> SHARED = List.of(
            "paid",
            "payments",
            "rows",
            "average_paid",
            "disputed",
            "paid_at_end",
            "paid_by_gold",
            "paid_gold",
            "gold_of_all");

    static final List<String> ALL = List.of(
            "paid",
            "payments",
            "rows",
            "average_paid",
            "disputed",
            "accounts",
            "least",
            "most",
            "middle",
            "high",
            "paid_at_end",
            "paid_gold",
            "gold_of_all");

    private static final List<String> BEHIND = List.of(
            "role",
            "customer",
            "customer__segment",
            "customer__country",
            "customer__country__continent",
            "customer__born__year");

    /** A router over the bank's tables, and whatever has to be closed after. */
    interface Asking extends AutoCloseable {
        Router router();

        @Override
        void close();
    }

    protected abstract Asking asking(long seed, Bank bank);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eachGroupHasWhatNestedLoopsFind(long seed) {
        Random random = new Random(seed);
        Bank bank = Bank.random(random);
        NaiveBank naive = new NaiveBank(bank);
        try (Asking asking = asking(seed, bank)) {
            for (int i = 0; i < QUESTIONS; i++) {
                BankQuestion asked = question(random);
                Answer answer = asking.router().answer(asked.query(), Shop.ASKER);
                assertThat(NaiveBank.texts(answer.rows()))
                        .as("%s of %s", asked.query(), bank)
                        .containsExactlyInAnyOrderElementsOf(naive.answer(asked));
                assertReceipt(asked, answer.receipt(), naive);
            }
        }
    }

    private static void assertReceipt(BankQuestion asked, Receipt receipt, NaiveBank naive) {
        assertThat(receipt.notices())
                .extracting(Notice::kind)
                .filteredOn(kind -> kind.startsWith("bridge"))
                .as(asked.query().toString())
                .hasSize((asked.isOver("holders") ? 1 : 0) + (asked.isOver("owners") ? 1 : 0));
        if (asked.metrics().size() == 1
                && !List.of("paid_at_end", "gold_of_all")
                        .contains(asked.metrics().getFirst())) {
            assertThat(receipt.spans().stream().mapToLong(Span::rows).sum())
                    .as(asked.query().toString())
                    .isEqualTo(naive.behind(asked));
        }
    }

    static BankQuestion question(Random random) {
        boolean shares = random.nextBoolean();
        List<String> groups = new ArrayList<>();
        if (random.nextInt(5) > 0) {
            groups.add("account__" + (shares ? "owners" : "holders") + "__" + one(random, BEHIND));
        }
        if (random.nextInt(3) == 0) {
            groups.add(random.nextBoolean() ? "payment__channel" : "metric_time__month");
        }
        if (random.nextInt(4) == 0) {
            String more = "account__holders__" + one(random, BEHIND);
            if (!groups.contains(more)) {
                groups.add(more);
            }
        }
        List<Condition> impact = conditions(random, shares ? 4 : 2);
        List<Condition> allocation = shares ? conditions(random, 2) : List.of();
        List<String> metrics = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String metric = one(random, shares ? SHARED : ALL);
            if (!metrics.contains(metric)) {
                metrics.add(metric);
            }
        }
        return new BankQuestion(metrics, groups, impact, allocation, random.nextInt(4) == 0);
    }

    private static List<Condition> conditions(Random random, int oneIn) {
        List<Condition> conditions = new ArrayList<>();
        if (random.nextInt(oneIn) == 0) {
            conditions.add(one(random, BankQuestion.CONDITIONS));
            if (random.nextBoolean()) {
                conditions.add(one(random, BankQuestion.CONDITIONS));
            }
        }
        return conditions.stream().distinct().toList();
    }

    private static <T> T one(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
