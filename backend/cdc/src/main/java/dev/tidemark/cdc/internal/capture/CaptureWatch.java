package dev.tidemark.cdc.internal.capture;

import dev.tidemark.cdc.internal.postgres.Slot;
import dev.tidemark.events.CaptureConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Remembers how a capture stands, for those who look. Thread-safe. */
final class CaptureWatch {

    private static final int MOST_NOTICES = 20;

    private final CaptureConfig.Database source;
    private final String slot;
    private final InstantSource clock;
    private final Map<String, CaptureStatus.Table> tables = new TreeMap<>();
    private final List<String> notices = new ArrayList<>();
    private CaptureStatus.State state = CaptureStatus.State.CONNECTING;
    private @Nullable String problem;
    private @Nullable String detail;
    private String said = "";
    private Instant since;
    private long events;
    private long quarantined;
    private @Nullable Instant lastCommitAt;
    private @Nullable Instant earliest;
    private Slot.@Nullable State retained;

    CaptureWatch(CaptureConfig.Database source, String slot, InstantSource clock) {
        this.source = source;
        this.slot = slot;
        this.clock = clock;
        this.since = clock.instant();
    }

    synchronized void state(CaptureStatus.State now) {
        if (state != now) {
            since = clock.instant();
        }
        state = now;
        problem = null;
        detail = null;
        if (now == CaptureStatus.State.FOLLOWING) {
            said = "";
        }
    }

    /** Whether this is news since it last went well. */
    synchronized boolean waits(String code, String why) {
        boolean news = !why.equals(said);
        said = why;
        if (news) {
            since = clock.instant();
        }
        state = CaptureStatus.State.WAITING;
        problem = code;
        detail = why;
        return news;
    }

    synchronized void notice(String text) {
        if (notices.size() == MOST_NOTICES) {
            notices.removeFirst();
        }
        notices.add(clock.instant() + " " + text);
    }

    synchronized void table(CaptureStatus.Table table) {
        tables.put(table.table(), table);
    }

    synchronized void rows(String table, long rows, boolean following) {
        CaptureStatus.Table known = tables.get(table);
        if (known != null) {
            tables.put(table, new CaptureStatus.Table(table, known.event(), following, rows, known.columns()));
        }
    }

    synchronized void columns(String table, CaptureStatus.Columns columns) {
        CaptureStatus.Table known = tables.get(table);
        if (known != null) {
            tables.put(table, new CaptureStatus.Table(table, known.event(), known.following(), known.rows(), columns));
        }
    }

    synchronized void written(boolean toQuarantine) {
        if (toQuarantine) {
            quarantined++;
        } else {
            events++;
        }
    }

    synchronized void safe(Instant committedAt) {
        lastCommitAt = committedAt;
    }

    synchronized void underWay(@Nullable Instant earliestCommit) {
        earliest = earliestCommit;
    }

    synchronized void slot(Slot.@Nullable State now) {
        retained = now;
    }

    synchronized CaptureStatus status() {
        Slot.State kept = retained;
        return new CaptureStatus(
                source.workspace(),
                source.name(),
                state,
                problem,
                detail,
                since,
                slot,
                List.copyOf(tables.values()),
                events,
                quarantined,
                lastCommitAt,
                kept == null ? null : kept.retainedBytes(),
                kept == null ? null : kept.behindBytes(),
                behindSeconds(),
                notices);
    }

    private @Nullable Double behindSeconds() {
        Instant from = earliest;
        if (from == null && state == CaptureStatus.State.FOLLOWING) {
            return 0.0;
        }
        // Whoever does not follow cannot know of anything after what was last safe.
        Instant since = from == null ? lastCommitAt : from;
        return since == null
                ? null
                : Math.max(Duration.between(since, clock.instant()).toMillis() / 1_000.0, 0);
    }
}
