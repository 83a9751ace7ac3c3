package dev.tidemark.router;

import dev.tidemark.problems.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an answer must keep; null where the caller does not care.
 *
 * @param maxStaleness how old the newest covered instant may be
 * @param minCompleteness the least share of known rows that must be in the answer, from 0 to 1
 * @param budget the most it may cost
 * @param exactness {@code exact}, the only kind there is so far
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Demands(
        @Nullable Duration maxStaleness,
        @Nullable BigDecimal minCompleteness,
        @Nullable Money budget,
        @Nullable Exactness exactness) {

    /** On either side of the point: more would be written out in full in every message about them. */
    private static final int MOST_DIGITS = 30;

    public static final Demands NONE = new Demands(null, null, null, null);

    /**
     * Whether an answer could meet them, whatever the stores say.
     *
     * @param currency of the prices that are estimated with
     * @throws ProblemException {@link RoutingProblem#BAD_DEMAND}
     */
    void check(String currency) {
        if (maxStaleness != null && maxStaleness.isNegative()) {
            throw bad("max_staleness", maxStaleness, "lies in the future");
        }
        if (minCompleteness != null
                && (isLong(minCompleteness)
                        || minCompleteness.signum() < 0
                        || minCompleteness.compareTo(BigDecimal.ONE) > 0)) {
            throw bad("min_completeness", minCompleteness, "is no share from 0 to 1");
        }
        if (budget != null) {
            check(budget, currency);
        }
    }

    @SuppressWarnings("ConstantValue") // JSON may leave members out
    private static void check(Money budget, String currency) {
        BigDecimal amount = budget.amount();
        if (amount == null || isLong(amount) || amount.signum() < 0) {
            throw bad("budget", amount == null ? "without an amount" : amount, "is no amount of money");
        }
        if (!currency.equals(budget.currency())) {
            throw bad(
                    "budget",
                    budget.currency() == null ? "without a currency" : budget.currency(),
                    "is not what is estimated in: write it in " + currency);
        }
    }

    private static boolean isLong(BigDecimal number) {
        return number.scale() > MOST_DIGITS || (long) number.precision() - number.scale() > MOST_DIGITS;
    }

    private static ProblemException bad(String demand, Object is, String why) {
        return new ProblemException(RoutingProblem.BAD_DEMAND, demand, is, why).withFault("/demands/" + demand, why);
    }

    public Demands withMaxStaleness(Duration staleness) {
        return new Demands(staleness, minCompleteness, budget, exactness);
    }
}
