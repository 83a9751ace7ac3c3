package dev.tidemark.router.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class SharedCommitTest {

    private static final int WRITERS = 20;

    private final ConcurrentLinkedQueue<List<Integer>> batches = new ConcurrentLinkedQueue<>();

    /** The first batch is held until all others wait. */
    private List<Future<Object>> writeAll(SharedCommit<Integer> commit, CountDownLatch release) throws Exception {
        List<Future<Object>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch started = new CountDownLatch(WRITERS);
            for (int i = 0; i < WRITERS; i++) {
                int row = i;
                all.add(threads.submit(() -> {
                    started.countDown();
                    commit.write(row);
                    return row;
                }));
            }
            started.await();
            release.countDown();
        }
        return all;
    }

    private static void hold(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void everyRowIsWrittenOnceAndManyTogether() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        SharedCommit<Integer> commit = new SharedCommit<>(rows -> {
            hold(release);
            batches.add(rows);
        });
        for (Future<Object> each : writeAll(commit, release)) {
            each.get();
        }
        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, WRITERS).boxed().toList());
        assertThat(batches).hasSizeLessThan(WRITERS);
    }

    @Test
    void aRowThatIsRefusedDoesNotTakeTheOthersWithIt() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        SharedCommit<Integer> commit = new SharedCommit<>(rows -> {
            hold(release);
            if (rows.contains(7)) {
                throw new DataIntegrityViolationException("7");
            }
            batches.add(rows);
        });
        List<Future<Object>> all = writeAll(commit, release);
        for (int i = 0; i < WRITERS; i++) {
            if (i == 7) {
                assertThatThrownBy(all.get(i)::get).hasCauseInstanceOf(DataIntegrityViolationException.class);
            } else {
                assertThat(all.get(i).get()).isEqualTo(i);
            }
        }
        assertThat(batches.stream().flatMap(List::stream)).hasSize(WRITERS - 1).doesNotContain(7);
    }

    @Test
    void aDatabaseThatIsAwayIsAskedOnceForAllOfThem() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
        SharedCommit<Integer> commit = new SharedCommit<>(rows -> {
            hold(release);
            asked.add(rows.size());
            throw new DataAccessResourceFailureException("away");
        });
        for (Future<Object> each : writeAll(commit, release)) {
            assertThatThrownBy(each::get).hasCauseInstanceOf(DataAccessResourceFailureException.class);
        }
        assertThat(asked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(WRITERS);
    }
}
