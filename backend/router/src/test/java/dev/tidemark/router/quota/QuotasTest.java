package dev.tidemark.router.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.Quota;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import dev.tidemark.router.quota.Quotas.Used;
import dev.tidemark.router.usage.Usage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotasTest {

    private static final Asker ADA = new Asker("ada", Set.of(), "growth");
    private static final Asker BOB = new Asker("bob", Set.of(), "web");

    private Instant now = Instant.parse("2026-11-20T23:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private Quotas quotas(Quota growth, Used before) {
        return new Quotas(
                (workspace, team) -> team.equals("growth") ? growth : Quota.NONE, (team, from) -> before, clock);
    }

    @Test
    void soManyQuestionsAMinuteAndOthersAreNotAffected() {
        Quotas quotas = quotas(new Quota(Optional.of(3), Optional.empty(), Optional.empty()), Used.NOTHING);
        for (int i = 0; i < 3; i++) {
            quotas.admit("storefront", ADA);
        }
        assertThat(wait(quotas)).contains(Duration.ofSeconds(21));
        quotas.admit("storefront", BOB);
        now = now.plusSeconds(20);
        quotas.admit("storefront", ADA);
        assertThat(wait(quotas)).isPresent();
    }

    @Test
    void soManyBytesADayCountedFromWhatTheLogSays() {
        Quotas quotas =
                quotas(new Quota(Optional.empty(), Optional.of(100L), Optional.empty()), new Used(60, BigDecimal.ZERO));
        quotas.admit("storefront", ADA);
        quotas.add(usage(39, "0"));
        quotas.admit("storefront", ADA);
        quotas.add(usage(1, "0"));
        assertThat(wait(quotas)).as("until midnight").contains(Duration.ofSeconds(3_601));
    }

    @Test
    void aNewDayIsANewBudget() {
        Quotas quotas = quotas(
                new Quota(Optional.empty(), Optional.empty(), Optional.of(new BigDecimal("1.00"))), Used.NOTHING);
        quotas.admit("storefront", ADA);
        quotas.add(usage(1, "1.00"));
        assertThat(wait(quotas)).isPresent();
        now = now.plus(Duration.ofHours(1));
        quotas.admit("storefront", ADA);
    }

    /** How long the next question has to wait; empty when it need not. */
    private static Optional<Duration> wait(Quotas quotas) {
        try {
            quotas.admit("storefront", ADA);
            return Optional.empty();
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(QuotaProblem.QUOTA_EXCEEDED);
            return e.retryAfter();
        }
    }

    private Usage usage(long bytes, String cost) {
        return new Usage(
                "r-1",
                now,
                new Usage.Asked("storefront", "ada", "growth", List.of(), List.of(), null, null),
                List.of(new Usage.SpanUse("warehouse", "model.fact_orders", 1, bytes, 1, 1)),
                1,
                1,
                Optional.of(new Usage.Spent(new BigDecimal(cost), new BigDecimal(cost), "USD")),
                false,
                Optional.empty());
    }
}
