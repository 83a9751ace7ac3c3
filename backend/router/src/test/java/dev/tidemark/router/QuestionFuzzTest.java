package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.internal.Json;
import dev.tidemark.testbed.Mutation;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** Whatever is asked is answered by a real engine, or refused as the asker's mistake. */
class QuestionFuzzTest {

    private static final int ROUNDS = 2_000;

    private static final List<String> QUESTIONS = List.of("""
            {"workspace": "ledger", "metrics": ["turnover", "sales"], "group_by": ["metric_time__month", "product__maker__prize"],
             "where": ["{{ Dimension('sale__campaign') }} IN ('sale', 'spring') AND {{ TimeDimension('metric_time', 'day') }} >= '2026-01-31'"],
             "time_range": {"start": "2026-01-01T00:00:00Z", "end": "2026-03-01T00:00:00Z"}, "time_zone": "Europe/Paris", "week_start": "SUNDAY",
             "compare": "previous_period", "order_by": ["-turnover", "metric_time__month"], "limit": 10,
             "demands": {"max_staleness": "PT15M", "min_completeness": 0.9, "budget": {"amount": 1, "currency": "USD"}, "exactness": "exact"},
             "route": "warehouse", "purpose": {"reason": "a look"}}""", """
            {"workspace": "ledger", "metrics": ["share", "last_month", "month_start"], "group_by": ["metric_time__day"],
             "where": ["product__shelf = 'top' OR sale__campaign IS NULL", "person LIKE 'a%'"], "compare": "7 days"}""", """
            {"workspace": "ledger", "metrics": ["bought_after_visit", "buyers_of_campaign"], "group_by": ["visit__page", "metric_time__week"]}""", """
            {"workspace": "ledger", "metrics": ["balance_at_end", "each_last_balance"], "group_by": ["account", "metric_time__quarter"],
             "where": ["{{ Metric('balance_at_start', group_by=['account']) }} > 4 * (2 - 1)", "NOT {{ Entity('account') }} = 'b'"]}""", """
            {"workspace": "ledger", "group_by": ["product__shelf", "maker__country"], "values": "min_max", "order_by": ["product__shelf"]}""", """
            {"workspace": "ledger", "metrics": ["sales"], "group_by": ["metric_time__hour", "metric_time__extract_year"],
             "where": ["metric_time__day BETWEEN '2026-01-01' AND '2026-02-01' AND length(sale__campaign) > 2"]}""");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aQuestionIsAnsweredOrRefusedAsTheAskersMistake(long seed) {
        Mutation mutation = new Mutation(QUESTIONS, new Random(seed));
        int answered = 0;
        try (MemoryStore store = Ledger.store()) {
            Router router = Ledger.router(store);
            for (int i = 0; i < ROUNDS; i++) {
                answered += answered(router, mutation.next()) ? 1 : 0;
            }
        }
        assertThat(answered).isGreaterThan(ROUNDS / 20);
    }

    private static boolean answered(Router router, String text) {
        try {
            MetricQuery query = Json.read(text, MetricQuery.class);
            Answer answer = router.answer(query, Shop.ASKER);
            assertThat(Json.read(Json.write(answer.receipt()), Receipt.class)).isEqualTo(answer.receipt());
            return true;
        } catch (JacksonException malformed) {
            return false;
        } catch (ProblemException refused) {
            if (refused.problem().status() >= 500) {
                throw new AssertionError(
                        "The platform fails of it: " + text + "\n"
                                + refused.problem().code() + ": " + refused.detail(),
                        refused);
            }
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("It is neither answered nor refused: " + text, e);
        }
    }
}
