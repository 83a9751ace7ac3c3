package dev.tidemark.pipelines.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.RawRows;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.TestLake;
import dev.tidemark.lake.Tide;
import dev.tidemark.lake.maintenance.Chore;
import dev.tidemark.lake.maintenance.MaintenancePolicy;
import dev.tidemark.pipelines.internal.OneAtATime;
import dev.tidemark.problems.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("engines")
class MaintenanceTest {

    private static final TableRef ORDERS = new TableRef("raw", "events_orders");

    private final TestLake test = TestLake.create();
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final Later clock = new Later();

    @SuppressWarnings("NullAway.Init")
    private Maintenance maintenance;

    @BeforeEach
    void start() {
        database.setUrl(test.settings().jdbcUrl());
        database.setUser(test.settings().user());
        database.setPassword(test.settings().password());
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        maintenance = new Maintenance(test.lake(), database, MaintenanceSettings.defaults(), clock);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private void append(int from, int to) {
        RawRows rows = new RawRows(test.lake(), "orders");
        for (int i = from; i < to; i++) {
            Instant at = Instant.parse("2026-11-02T10:00:00Z").plusSeconds(i);
            rows.append(
                    new Tide(Map.of("events.orders-0", (long) i + 1), at),
                    List.of(RawRows.event("e" + i, "order", at, "u", "{}", i)));
        }
    }

    @Test
    void aTableIsLookedAfterWhenItIsDueAndWhatWasDoneIsRemembered() {
        append(0, 10);

        MaintenanceRun first = maintenance.runDue().get(0);
        assertThat(maintenance.runDue()).as("not due again yet").isEmpty();
        clock.advance(Duration.ofMinutes(6));
        MaintenanceRun second = maintenance.runDue().get(0);
        clock.advance(Duration.ofHours(13));
        MaintenanceRun third = maintenance.runDue().get(0);

        assertThat(first.table()).isEqualTo(ORDERS);
        assertThat(first.cause()).isEqualTo(MaintenanceCause.SCHEDULE);
        assertThat(first.outcome()).isEqualTo("done");
        assertThat(first.report().filesPacked()).isEqualTo(10);
        assertThat(first.report().filesWritten()).isEqualTo(1);
        assertThat(first.chores()).contains(Chore.ORPHANS);
        assertThat(second.chores()).as("orphans are searched for twice a day").doesNotContain(Chore.ORPHANS);
        assertThat(second.outcome()).isEqualTo("unchanged");
        assertThat(third.chores()).contains(Chore.ORPHANS);
        assertThat(third.report().snapshotsExpired()).isPositive();
        assertThat(maintenance.runs("raw.events_orders")).containsExactly(third, second, first);
        assertThat(test.lake().tide(ORDERS.identifier()).map(Tide::offsets)).contains(Map.of("events.orders-0", 10L));
    }

    @Test
    void aPortalDoesNothingWhileAnotherIsAtIt() {
        append(0, 3);
        OneAtATime otherPortal = new OneAtATime(database, OneAtATime.MAINTENANCE);

        List<MaintenanceRun> meanwhile = otherPortal.run(maintenance::runDue);

        assertThat(meanwhile).isEmpty();
        assertThat(maintenance.runs()).isEmpty();
        assertThat(otherPortal.tryRun(() -> "free")).isEqualTo(Optional.of("free"));
        assertThat(maintenance.runDue()).hasSize(1);
    }

    @Test
    void onDemandEveryChoreIsDoneAtOnce() {
        append(0, 2);
        maintenance.runDue();

        MaintenanceRun run = maintenance.runNow("raw.events_orders");

        assertThat(run.cause()).isEqualTo(MaintenanceCause.DEMAND);
        assertThat(run.chores()).containsExactlyInAnyOrder(Chore.values());
        assertThatThrownBy(() -> maintenance.runNow("raw.nothing"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(MaintenanceProblem.TABLE_NOT_MAINTAINED));
    }

    @Test
    void aRunThatFailsSaysSoAndTheNextTableIsLookedAfterAllTheSame() throws Exception {
        append(0, 3);
        new RawRows(test.lake(), "a_broken");
        Path broken = test.settings().root().resolve("raw/events_a_broken/metadata");
        try (Stream<Path> files = Files.list(broken)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        List<MaintenanceRun> runs = maintenance.runDue();

        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).outcome()).isEqualTo("failed");
        assertThat(runs.get(0).problem()).contains("maintenance-failed");
        assertThat(runs.get(0).detail()).contains("raw.events_a_broken");
        assertThat(runs.get(1).problem()).isEmpty();
    }

    @Test
    void theDefaultsAreWhatTheDocumentsSay() {
        MaintenanceSettings defaults = MaintenanceSettings.defaults();
        MaintenancePolicy raw = defaults.policy(ORDERS);

        assertThat(defaults.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(defaults.orphansEvery()).isEqualTo(Duration.ofHours(12));
        assertThat(raw.files().targetBytes()).isEqualTo(64 << 20);
        assertThat(raw.snapshots().all()).isEqualTo(Duration.ofHours(2));
        assertThat(raw.snapshots().hourly()).isEqualTo(Duration.ofDays(7));
        assertThat(raw.snapshots().daily()).isEqualTo(Duration.ofDays(30));
        assertThat(raw.orphansAfter()).isEqualTo(Duration.ofDays(3));
        assertThat(defaults.policy(new TableRef("model", "fact_orders"))
                        .snapshots()
                        .all())
                .isEqualTo(Duration.ofHours(6));
    }

    /** Now, and later on command. */
    private static final class Later extends Clock {
        private Duration ahead = Duration.ZERO;

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
