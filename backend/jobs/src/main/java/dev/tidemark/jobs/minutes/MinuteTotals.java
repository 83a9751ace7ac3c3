package dev.tidemark.jobs.minutes;

import java.math.BigDecimal;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Orders and their amount. */
public record MinuteTotals(long orders, BigDecimal amount) {

    static final MinuteTotals NONE = new MinuteTotals(0, BigDecimal.ZERO);

    MinuteTotals plus(MinuteTotals other) {
        return new MinuteTotals(orders + other.orders, amount.add(other.amount));
    }

    /** The sum, as Flink wants it. */
    static final class Sum implements AggregateFunction<Order, MinuteTotals, MinuteTotals> {

        private static final long serialVersionUID = 1L;

        @Override
        public MinuteTotals createAccumulator() {
            return NONE;
        }

        @Override
        public MinuteTotals add(Order order, MinuteTotals totals) {
            return totals.plus(new MinuteTotals(1, order.amount()));
        }

        @Override
        public MinuteTotals getResult(MinuteTotals totals) {
            return totals;
        }

        @Override
        public MinuteTotals merge(MinuteTotals one, MinuteTotals other) {
            return one.plus(other);
        }
    }
}
