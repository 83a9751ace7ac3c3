package dev.tidemark.router.internal;

import dev.tidemark.catalog.CustomWindow;
import dev.tidemark.catalog.MetricDefinition.Cumulative.Period;
import dev.tidemark.catalog.Window;
import dev.tidemark.sql.Grain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is done along time with what stores computed for each time bucket. */
sealed interface Turn {

    /** At each time the value some time before; of several offsets the first is applied first. */
    List<Offset> offsets();

    /** The bucket's own value. */
    record Shifted(List<Offset> offsets) implements Turn {
        static final Shifted NOT = new Shifted(List.of());

        public Shifted {
            offsets = List.copyOf(offsets);
        }
    }

    /** Everything from the beginning of the window, of the period, or of time. */
    record Accumulated(Optional<Window> window, Optional<Grain> toDate, Period period, List<Offset> offsets)
            implements Turn {
        public Accumulated {
            offsets = List.copyOf(offsets);
        }
    }

    default boolean isPlain() {
        return equals(Shifted.NOT);
    }

    /** The same with other offsets. */
    default Turn with(List<Offset> offsets) {
        return switch (this) {
            case Shifted shifted -> new Shifted(offsets);
            case Accumulated along -> new Accumulated(along.window(), along.toDate(), along.period(), offsets);
        };
    }

    /** From a time to an earlier one. */
    sealed interface Offset {

        record Back(Window window) implements Offset {}

        record ToGrain(Grain grain) implements Offset {}

        /** So many periods of a calendar that a time spine defines. */
        record Periods(CustomWindow window) implements Offset {}

        record Earlier(Duration by) implements Offset {}
    }
}
