package dev.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private static void arrives(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatFailsIsDoneAgain() throws InterruptedException {
        CountDownLatch fourth = new CountDownLatch(4);
        try (Worker worker = new Worker(
                "failing",
                () -> {
                    fourth.countDown();
                    throw new IllegalStateException("always");
                },
                PAUSE)) {
            worker.start();
            arrives(fourth);
        }
    }

    @Test
    void anErrorIsNotItsEndEither() throws InterruptedException {
        CountDownLatch fourth = new CountDownLatch(4);
        try (Worker worker = new Worker(
                "erring",
                () -> {
                    fourth.countDown();
                    throw new StackOverflowError();
                },
                PAUSE)) {
            worker.start();
            arrives(fourth);
        }
    }

    @Test
    void closingLetsTheWorkEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Worker worker = new Worker(
                "slow",
                () -> {
                    begun.countDown();
                    awaitUnchecked(goOn);
                    ended.set(true);
                },
                PAUSE);
        worker.start();
        arrives(begun);

        Thread closing = Thread.ofPlatform().start(worker::close);
        goOn.countDown();
        assertThat(closing.join(Duration.ofSeconds(30))).isTrue();

        assertThat(ended).isTrue();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
