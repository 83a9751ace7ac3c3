package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.ForwardingStore;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many ask the same at once. */
class SharedQuestionsTest {

    private static final int ASKERS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final MetricQuery QUERY =
            MetricQuery.of("storefront", "revenue").withGroupBy("order__country");

    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with(
                    "model.fact_orders",
                    Shop.table(Shop.orders(new Random(3), 50), order -> true, false),
                    Shop.NOW.minusSeconds(1),
                    Instant.EPOCH);
    private final Held store = new Held(batch);
    private final Router router = Shop.router(store);
    private final Queue<Object> outcomes = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        batch.close();
    }

    private Thread asking() {
        return Thread.ofPlatform().start(() -> {
            try {
                outcomes.add(router.answer(QUERY, Shop.ASKER));
            } catch (ProblemException e) {
                outcomes.add(e.problem());
            }
        });
    }

    /** The first asker's query is held in the store; the others wait. */
    private List<Thread> others() throws InterruptedException {
        assertThat(store.entered.await(30, TimeUnit.SECONDS)).isTrue();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            others.add(asking());
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!others.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
        return others;
    }

    private static void end(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(PATIENCE)).isTrue();
        }
    }

    @Test
    void theStoreIsAskedOnceAndEveryoneHasAReceiptOfTheirOwn() throws InterruptedException {
        Thread first = asking();
        List<Thread> others = others();

        store.release.countDown();
        end(List.of(first));
        end(others);

        assertThat(store.queries).hasValue(1);
        List<Answer> answers = outcomes.stream().map(Answer.class::cast).toList();
        assertThat(answers).hasSize(ASKERS + 1);
        assertThat(answers)
                .extracting(Answer::rows)
                .containsOnly(answers.getFirst().rows());
        assertThat(answers).extracting(answer -> answer.receipt().id()).doesNotHaveDuplicates();
        assertThat(answers)
                .extracting(answer -> answer.receipt().cache())
                .containsOnlyOnce(Receipt.MISS)
                .contains(Receipt.HIT);
    }

    @Test
    void oneWhoLeavesTakesNobodyAlong() throws InterruptedException {
        Thread first = asking();
        List<Thread> others = others();

        first.interrupt();
        end(List.of(first));
        store.release.countDown();
        end(others);

        assertThat(outcomes.stream().filter(Answer.class::isInstance)).hasSize(ASKERS);
        assertThat(outcomes).contains(RoutingProblem.QUESTION_CANCELLED);
    }

    /** Holds its queries until it is told to let them go. */
    private static final class Held extends ForwardingStore {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicInteger queries = new AtomicInteger();

        Held(MemoryStore store) {
            super(store);
        }

        @Override
        public StoreAnswer query(StoreQuery query) {
            queries.incrementAndGet();
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemException(StoreProblem.STORE_CANCELLED, "warehouse");
            }
            return super.query(query);
        }
    }
}
