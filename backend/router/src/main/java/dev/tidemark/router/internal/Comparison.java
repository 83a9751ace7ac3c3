package dev.tidemark.router.internal;

import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.Window;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.internal.Turn.Offset;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Next to each metric its value of an earlier time, the difference and the difference as a share of the earlier value. */
final class Comparison {

    static final String BEFORE = "__before";
    static final String CHANGE = "__change";
    static final String RATIO = "__change_ratio";

    private static final SqlExpression DIFFERENCE = SqlExpression.parse("current_value - before_value");
    private static final SqlExpression SHARE =
            SqlExpression.parse("(current_value - before_value) / NULLIF(before_value, 0)");

    /** What follows a metric's name in the columns of a comparison. */
    static final List<String> COLUMNS = List.of(BEFORE, CHANGE, RATIO);

    private Comparison() {}

    static Optional<List<Offset>> offsets(MetricQuery query, Clockwork clockwork) {
        return Optional.ofNullable(query.compare())
                .map(compare -> List.of(
                        switch (compare) {
                            case "previous_period" -> period(query, clockwork);
                            case "same_period_last_year" -> new Offset.Back(new Window(1, Grain.YEAR));
                            default ->
                                Window.parse(compare)
                                        .filter(window -> window.count() > 0)
                                        .<Offset>map(Offset.Back::new)
                                        .orElseThrow(() -> bad("“" + compare + "” is no comparison"));
                        }));
    }

    private static ProblemException bad(String reason) {
        return new ProblemException(RoutingProblem.BAD_COMPARISON, reason).withFault("/compare", reason);
    }

    /** As long as the asked range, right before it: whole months, else whole days by the calendar, else its exact length. */
    private static Offset period(MetricQuery query, Clockwork clockwork) {
        Instant start = query.timeRange().start();
        Instant end = query.timeRange().end();
        if (start == null || end == null) {
            throw bad("the previous period needs a time range with start and end");
        }
        ZonedDateTime from = start.atZone(clockwork.zone());
        ZonedDateTime to = end.atZone(clockwork.zone());
        boolean days = startsDay(from) && startsDay(to);
        if (days && from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1) {
            return new Offset.Back(new Window((int) ChronoUnit.MONTHS.between(from, to), Grain.MONTH));
        }
        return days
                ? new Offset.Back(
                        new Window((int) ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate()), Grain.DAY))
                : new Offset.Earlier(Duration.between(start, end));
    }

    private static boolean startsDay(ZonedDateTime time) {
        return time.toLocalDate().atStartOfDay(time.getZone()).equals(time)
                || time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    static List<Question.Output> outputs(Metric metric, Formula now, Formula before) {
        String name = metric.name().value();
        Map<String, Formula> both = Map.of("current_value", now, "before_value", before);
        return List.of(
                new Question.Output(name + BEFORE, metric, before),
                new Question.Output(name + CHANGE, metric, new Formula.Computed(DIFFERENCE, both)),
                new Question.Output(name + RATIO, metric, new Formula.Computed(SHARE, both)));
    }
}
