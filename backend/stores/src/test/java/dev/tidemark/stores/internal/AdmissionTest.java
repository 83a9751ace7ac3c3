package dev.tidemark.stores.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admission admission = new Admission("warehouse", 1, PATIENCE);

    @AfterEach
    void close() {
        admission.close();
    }

    /** Ends when it was cancelled so often: an engine that has not begun does not hear. */
    private static Admission.Cancellable<String> deaf(int cancellations) {
        CountDownLatch left = new CountDownLatch(cancellations);
        return new Admission.Cancellable<>() {
            @Override
            public String call() throws InterruptedException {
                left.await();
                return "cancelled";
            }

            @Override
            public void cancel() {
                left.countDown();
            }
        };
    }

    private static Admission.Cancellable<String> saying(String word) {
        return new Admission.Cancellable<>() {
            @Override
            public String call() {
                return word;
            }

            @Override
            public void cancel() {}
        };
    }

    @Test
    void aQueryThatDoesNotHearItsCancellationIsToldAgainUntilItsSlotIsFree() {
        assertThatThrownBy(() -> admission.run(deaf(3), Duration.ofMillis(5)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(StoreProblem.STORE_TIMEOUT));
        assertThat(admission.run(saying("next"), PATIENCE)).isEqualTo("next");
    }

    @Test
    void soIsOneWhoseCallerIsInterrupted() throws InterruptedException {
        Thread caller = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            try {
                admission.run(deaf(2), PATIENCE);
            } catch (ProblemException expected) {
                assertThat(expected.problem()).isEqualTo(StoreProblem.STORE_CANCELLED);
            }
        });
        assertThat(caller.join(PATIENCE)).isTrue();
        assertThat(admission.run(saying("next"), PATIENCE)).isEqualTo("next");
    }
}
