package dev.tidemark.router.quota;

import dev.tidemark.definitions.Quota;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import dev.tidemark.router.usage.Usage;
import dev.tidemark.router.usage.Usage.Spent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds teams to their quotas. A team that has none may ask as it likes. Counters of the day begin with what the usage log says, so
 * a restart gives nothing back; an answer is added when it was given, so a team may overdraw by what runs at once. Thread-safe.
 */
public final class Quotas {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The quota of a team, as the asked workspace defines it. */
    @FunctionalInterface
    public interface Limits {
        Quota of(String workspace, String team);
    }

    /** What a team has used since an instant. */
    @FunctionalInterface
    public interface Past {
        Used since(String team, Instant from);
    }

    public record Used(long bytes, BigDecimal cost) {

        public static final Used NOTHING = new Used(0, BigDecimal.ZERO);

        Used plus(long moreBytes, BigDecimal more) {
            return new Used(bytes + moreBytes, cost.add(more));
        }
    }

    private record Day(LocalDate date, Used used) {}

    /** Refills evenly; {@code full} is when it will be full again. */
    private record Bucket(Instant full) {}

    private final Limits limits;
    private final Past past;
    private final Clock clock;
    private final Map<String, Day> days = new HashMap<>();
    private final Map<String, Bucket> buckets = new HashMap<>();

    public Quotas(Limits limits, Past past, Clock clock) {
        this.limits = limits;
        this.past = past;
        this.clock = clock;
    }

    /** Nobody is limited. */
    public static Quotas none() {
        return new Quotas((workspace, team) -> Quota.NONE, (team, from) -> Used.NOTHING, Clock.systemUTC());
    }

    /**
     * Lets a question in and counts it.
     *
     * @throws ProblemException {@link QuotaProblem#QUOTA_EXCEEDED} with the time to wait
     */
    public synchronized void admit(String workspace, Asker asker) {
        Quota quota = limits.of(workspace, asker.team());
        if (quota.equals(Quota.NONE)) {
            return;
        }
        Instant now = clock.instant();
        if (quota.bytesPerDay().isPresent() || quota.costPerDay().isPresent()) {
            Used used = today(asker.team(), now).used();
            quota.bytesPerDay()
                    .filter(most -> used.bytes() >= most)
                    .ifPresent(most -> tomorrow(asker, now, "bytes", most + " bytes a day"));
            quota.costPerDay()
                    .filter(most -> used.cost().compareTo(most) >= 0)
                    .ifPresent(most -> tomorrow(asker, now, "budget", most.toPlainString() + " a day"));
        }
        quota.questionsPerMinute().ifPresent(most -> count(asker, now, most));
    }

    private void count(Asker asker, Instant now, int most) {
        Duration one = MINUTE.dividedBy(most);
        Bucket old = buckets.get(asker.team());
        Instant full = old == null || old.full().isBefore(now) ? now : old.full();
        Instant next = full.plus(one);
        Duration over = Duration.between(now.plus(MINUTE), next);
        if (over.isPositive()) {
            throw exceeded(asker, "questions", most + " a minute", over);
        }
        buckets.put(asker.team(), new Bucket(next));
    }

    private static void tomorrow(Asker asker, Instant now, String what, String limit) {
        Instant midnight = now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        throw exceeded(asker, what, limit, Duration.between(now, midnight));
    }

    private static ProblemException exceeded(Asker asker, String what, String limit, Duration wait) {
        Duration whole = Duration.ofSeconds(wait.toSeconds() + 1);
        return new ProblemException(QuotaProblem.QUOTA_EXCEEDED, asker.team(), what, limit, whole)
                .withRetryAfter(whole);
    }

    private Day today(String team, Instant now) {
        LocalDate date = now.atOffset(ZoneOffset.UTC).toLocalDate();
        Day known = days.get(team);
        if (known != null && known.date().equals(date)) {
            return known;
        }
        Day fresh = new Day(date, past.since(team, date.atStartOfDay().toInstant(ZoneOffset.UTC)));
        days.put(team, fresh);
        return fresh;
    }

    /** Adds what was asked to what its team has used. To be told after the usage log. */
    public synchronized void add(Usage usage) {
        String team = usage.asked().team();
        Day day = days.get(team);
        if (day != null && day.date().equals(usage.at().atOffset(ZoneOffset.UTC).toLocalDate())) {
            BigDecimal cost = usage.cost().map(Spent::actual).orElse(BigDecimal.ZERO);
            days.put(team, new Day(day.date(), day.used().plus(usage.bytes(), cost)));
        }
    }
}
