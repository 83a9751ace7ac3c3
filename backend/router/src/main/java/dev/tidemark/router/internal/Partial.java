package dev.tidemark.router.internal;

import dev.tidemark.sql.Arithmetic;
import java.util.HashSet;
import java.util.Set;
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

    /** The parts of an average. */
    record Mean(@Nullable Number sum, long count) implements Partial {
        @Override
        public Partial merge(Partial other) {
            Mean mean = (Mean) other;
            return new Mean(add(sum, mean.sum), count + mean.count);
        }

        @Override
        public @Nullable Object value() {
            return sum == null || count == 0 ? null : Arithmetic.divide(sum, count);
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

    private static @Nullable Number add(@Nullable Number a, @Nullable Number b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Arithmetic.add(a, b);
    }
}
