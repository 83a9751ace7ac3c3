package dev.tidemark.router.internal;

import dev.tidemark.catalog.Measure.Percentile;
import dev.tidemark.sql.Arithmetic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one store knows of a leaf in one group, in a form that can be merged exactly with what another store knows. */
sealed interface Partial {

    Partial merge(Partial other);

    @Nullable Object value();

    /** A sum or a count; null is the sum of nothing. */
    record Total(@Nullable Number number) implements Partial {
        @Override
        public Partial merge(Partial other) {
            return new Total(add(number, ((Total) other).number));
        }

        @Override
        public @Nullable Object value() {
            return number;
        }
    }

    /** The least or the greatest value. */
    record Extreme(@Nullable Comparable<Object> best, int sign) implements Partial {
        @Override
        public Partial merge(Partial other) {
            Comparable<Object> theirs = ((Extreme) other).best;
            if (best == null || theirs == null) {
                return best == null ? other : this;
            }
            return Integer.signum(best.compareTo(theirs)) == sign ? this : other;
        }

        @Override
        public @Nullable Object value() {
            return best;
        }
    }

    /**
     * The parts of an average.
     *
     * @param count no whole number where rows are shared out
     */
    record Mean(@Nullable Number sum, Number count) implements Partial {
        @Override
        public Partial merge(Partial other) {
            Mean mean = (Mean) other;
            return new Mean(add(sum, mean.sum), Arithmetic.add(count, mean.count));
        }

        @Override
        public @Nullable Object value() {
            return sum == null || Arithmetic.exact(count).signum() == 0 ? null : Arithmetic.divide(sum, count);
        }
    }

    /** The distinct values themselves. */
    record Values(Set<Object> values) implements Partial {
        @Override
        public Partial merge(Partial other) {
            Set<Object> all = new HashSet<>(values);
            all.addAll(((Values) other).values);
            return new Values(all);
        }

        @Override
        public Object value() {
            return (long) values.size();
        }
    }

    /**
     * How often each value occurs, from which any percentile is exact.
     *
     * @param counts in the order of the values
     */
    record Spread(SortedMap<BigDecimal, Long> counts, Percentile percentile, boolean inexact) implements Partial {
        @Override
        public Partial merge(Partial other) {
            Spread spread = (Spread) other;
            SortedMap<BigDecimal, Long> all = new TreeMap<>(counts);
            spread.counts.forEach((value, count) -> all.merge(value, count, Long::sum));
            return new Spread(all, percentile, inexact || spread.inexact);
        }

        @Override
        public @Nullable Object value() {
            long count = counts.values().stream().mapToLong(Long::longValue).sum();
            if (count == 0) {
                return null;
            }
            BigDecimal value = percentile.discrete() ? discrete(count) : interpolated(count);
            return inexact ? (Object) value.doubleValue() : value;
        }

        private BigDecimal discrete(long count) {
            long at = percentile
                    .fraction()
                    .multiply(BigDecimal.valueOf(count))
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
            return at(Math.max(0, at - 1));
        }

        private BigDecimal interpolated(long count) {
            BigDecimal position = percentile.fraction().multiply(BigDecimal.valueOf(count - 1));
            long below = position.setScale(0, RoundingMode.FLOOR).longValueExact();
            BigDecimal low = at(below);
            BigDecimal high = at(Math.min(below + 1, count - 1));
            return low.add(high.subtract(low).multiply(position.subtract(BigDecimal.valueOf(below))));
        }

        private BigDecimal at(long index) {
            long passed = 0;
            for (var entry : counts.entrySet()) {
                passed += entry.getValue();
                if (index < passed) {
                    return entry.getKey();
                }
            }
            return counts.lastKey();
        }
    }

    private static @Nullable Number add(@Nullable Number a, @Nullable Number b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Arithmetic.add(a, b);
    }
}
