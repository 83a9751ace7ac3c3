package dev.tidemark.pipelines.maintenance;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeTables;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.maintenance.Chore;
import dev.tidemark.lake.maintenance.MaintenanceReport;
import dev.tidemark.lake.maintenance.TableMaintenance;
import dev.tidemark.pipelines.internal.OneAtATime;
import dev.tidemark.pipelines.maintenance.internal.MaintenanceHistory;
import dev.tidemark.problems.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks after every table of the lake in turn. One table at a time on one portal at a time; what is due is read from the run
 * history, so it does not matter which portal looks. Thread-safe.
 */
public final class Maintenance {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final Duration HISTORY = Duration.ofDays(14);
    private static final Set<Chore> USUAL = EnumSet.complementOf(EnumSet.of(Chore.ORPHANS));

    private final LakeTables tables;
    private final TableMaintenance maintenance;
    private final MaintenanceHistory history;
    private final OneAtATime turn;
    private final OneAtATime modeled;
    private final MaintenanceSettings settings;
    private final Clock clock;

    public Maintenance(Lake lake, DataSource database, MaintenanceSettings settings, Clock clock) {
        this.tables = new LakeTables(lake, Duration.ZERO);
        this.maintenance = new TableMaintenance(lake);
        this.history = new MaintenanceHistory(JdbcClient.create(database));
        this.turn = new OneAtATime(database, OneAtATime.MAINTENANCE);
        this.modeled = new OneAtATime(database, OneAtATime.MODELED_TABLES);
        this.settings = settings;
        this.clock = clock;
    }

    public MaintenanceSettings settings() {
        return settings;
    }

    /** Every table that is looked after. */
    public List<TableRef> list() {
        return Stream.of(Lake.RAW, Lake.MODEL)
                .flatMap(namespace -> tables.list(namespace).stream())
                .toList();
    }

    /** The newest runs of all tables, the newest first. */
    public List<MaintenanceRun> runs() {
        return history.newest(100);
    }

    /**
     * The newest runs of a table, the newest first.
     *
     * @throws ProblemException {@link MaintenanceProblem#TABLE_NOT_MAINTAINED}
     */
    public List<MaintenanceRun> runs(String table) {
        return history.of(known(table), 100);
    }

    /**
     * Does every chore for a table now. Waits for the table that is being looked after.
     *
     * @throws ProblemException {@link MaintenanceProblem#TABLE_NOT_MAINTAINED}
     */
    public MaintenanceRun runNow(String table) {
        TableRef known = known(table);
        return turn.run(() -> run(known, MaintenanceCause.DEMAND, EnumSet.allOf(Chore.class)));
    }

    /** Looks after the tables whose time has come, unless a portal is at it already. */
    public List<MaintenanceRun> runDue() {
        return turn.tryRun(() -> {
                    history.forgetBefore(clock.instant().minus(HISTORY));
                    return list().stream()
                            .flatMap(table -> runIfDue(table).stream())
                            .toList();
                })
                .orElse(List.of());
    }

    private Optional<MaintenanceRun> runIfDue(TableRef table) {
        Instant now = clock.instant();
        if (!isDue(history.last(table), settings.every(), now)) {
            return Optional.empty();
        }
        boolean orphans = isDue(history.lastWith(table, Chore.ORPHANS), settings.orphansEvery(), now);
        return Optional.of(run(table, MaintenanceCause.SCHEDULE, orphans ? EnumSet.allOf(Chore.class) : USUAL));
    }

    private static boolean isDue(Optional<Instant> last, Duration pause, Instant now) {
        return last.map(at -> !at.plus(pause).isAfter(now)).orElse(true);
    }

    private MaintenanceRun run(TableRef table, MaintenanceCause cause, Set<Chore> chores) {
        Instant start = clock.instant();
        MaintenanceReport report = MaintenanceReport.NOTHING;
        Optional<ProblemException> problem = Optional.empty();
        try {
            report = table.namespace().equals(Lake.MODEL)
                    ? modeled.run(() -> maintain(table, chores))
                    : maintain(table, chores);
        } catch (RuntimeException e) {
            LOG.warn("{}: maintenance failed", table, e);
            problem = Optional.of(
                    new ProblemException(MaintenanceProblem.MAINTENANCE_FAILED, table, String.valueOf(e.getMessage())));
        }
        MaintenanceRun run = history.add(table, cause, chores, start, clock.instant(), report, problem);
        if (run.outcome().equals("done")) {
            LOG.info("{}: {} in {}", table, report, Duration.between(start, run.endedAt()));
        }
        return run;
    }

    private MaintenanceReport maintain(TableRef table, Set<Chore> chores) {
        return maintenance
                .maintain(table, settings.policy(table), chores, clock.instant())
                .orElse(MaintenanceReport.NOTHING);
    }

    private TableRef known(String name) {
        return list().stream()
                .filter(table -> table.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(MaintenanceProblem.TABLE_NOT_MAINTAINED, name));
    }
}
