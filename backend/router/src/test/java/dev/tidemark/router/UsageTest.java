package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.usage.Usage;
import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.stores.StoreName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageTest {

    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with(
                    "model.fact_orders",
                    Shop.table(Shop.orders(new Random(1), 50), order -> true, false),
                    Shop.NOW.minusSeconds(1),
                    Instant.EPOCH);
    private final List<Usage> log = new ArrayList<>();
    private final Router router = Shop.router(Safeguards.NONE.withUsage(log::add), batch);

    @AfterEach
    void close() {
        batch.close();
    }

    @Test
    void everyAnswerIsWrittenDownWithWhatItTook() {
        MetricQuery query = MetricQuery.of("storefront", "revenue", "orders")
                .withGroupBy("order__country")
                .withWhere("order__country <> 'Atlantis'")
                .withPurpose(new Purpose("trading", null));
        Answer answer = router.answer(query, Shop.ASKER);
        Usage usage = log.getFirst();
        assertThat(usage.id()).isEqualTo(answer.receipt().id());
        assertThat(usage.asked().metrics()).containsExactly("revenue", "orders");
        assertThat(usage.asked().dimensions()).containsExactly("order__country");
        assertThat(usage.asked().dashboard()).isEqualTo("trading");
        assertThat(usage.spans()).extracting(SpanUse::table).containsExactly("model.fact_orders");
        assertThat(usage.bytes())
                .isEqualTo(answer.receipt().spans().getFirst().bytes())
                .isPositive();
        assertThat(usage.rowsReturned()).isEqualTo(answer.rows().size());
        assertThat(usage.toString()).doesNotContain("Atlantis");
        router.answer(query, Shop.ASKER);
        assertThat(log.getLast().cacheHit()).isTrue();
        assertThat(log.getLast().bytes()).isZero();
    }

    @Test
    void everyRefusalIsWrittenDownWithItsReason() {
        assertThatThrownBy(() -> router.answer(MetricQuery.of("storefront", "revenu"), Shop.ASKER))
                .isInstanceOf(ProblemException.class);
        assertThat(log).singleElement().satisfies(usage -> {
            assertThat(usage.refusal()).contains("unknown-metric");
            assertThat(usage.asked().metrics()).containsExactly("revenu");
        });
    }

    @Test
    void aRefusalIsSeenEvenWhenItCannotBeWrittenDown() {
        Router unlucky = Shop.router(
                Safeguards.NONE.withUsage(usage -> {
                    throw new IllegalStateException("the log is away");
                }),
                batch);
        assertThatThrownBy(() -> unlucky.answer(MetricQuery.of("storefront", "revenu"), Shop.ASKER))
                .isInstanceOf(ProblemException.class);
    }
}
