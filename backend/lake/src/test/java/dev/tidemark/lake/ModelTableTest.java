package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.LakeType.Kind;
import dev.tidemark.problems.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class ModelTableTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Tide TIDE = new Tide(Map.of("events.orders-0", 9L), Instant.parse("2026-11-03T00:00:00Z"));
    private static final List<LakeColumn> COLUMNS = List.of(
            new LakeColumn("id", LakeType.of(Kind.STRING), false),
            new LakeColumn("at", LakeType.of(Kind.TIMESTAMP), false),
            new LakeColumn("amount", LakeType.decimal(12, 2), false));

    @SuppressWarnings("NullAway.Init")
    private static TestLake test;

    @BeforeAll
    static void open() {
        test = TestLake.create();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    private final LakeTables tables = new LakeTables(test.lake(), Duration.ZERO);

    private static ModelTable table(String name, List<LakeColumn> columns, Optional<String> day) {
        return ModelTable.ensure(test.lake(), new TableRef("model", name), columns, day);
    }

    private static WrittenFile write(ModelTable table, Optional<LocalDate> day, String select) {
        Path path = table.newFile(day);
        String ids = table.fieldIds().entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", "));
        DuckDb.execute("SET TimeZone = 'UTC'; COPY (" + select + ") TO '" + path
                + "' (FORMAT parquet, COMPRESSION zstd, FIELD_IDS {" + ids + "})");
        return new WrittenFile(path, day);
    }

    private static String row(String id, LocalDate day, String amount) {
        return "SELECT '" + id + "' AS id, TIMESTAMPTZ '" + day + " 10:00:00+00' AS at, CAST(" + amount
                + " AS DECIMAL(12,2)) AS amount";
    }

    private List<String> rows(String name) {
        TableVersion version = tables.current(new TableRef("model", name)).orElseThrow();
        return rows(version);
    }

    private List<String> rows(TableVersion version) {
        return DuckDb.rows(
                "SELECT * FROM (" + tables.plan(version, Optional.empty()).relation() + ") ORDER BY 1");
    }

    @Test
    void aStagedVersionIsSeenByItsSnapshotOnlyUntilItIsPublished() {
        ModelTable table = table("staged", COLUMNS, Optional.of("at"));
        long first = table.stage(new Replacement(
                Optional.empty(), List.of(write(table, Optional.of(MONDAY), row("a", MONDAY, "1"))), TIDE.toSummary()));
        assertThat(rows("staged")).isEmpty();
        table.publish(first);
        assertThat(rows("staged")).containsExactly("a|2026-11-02T10:00Z|1.00");

        long second = table.stage(new Replacement(
                Optional.empty(),
                List.of(write(table, Optional.of(TUESDAY), row("b", TUESDAY, "2"))),
                TIDE.toSummary()));
        assertThat(rows("staged")).containsExactly("a|2026-11-02T10:00Z|1.00");
        assertThat(rows(tables.at(new TableRef("model", "staged"), second).orElseThrow()))
                .containsExactly("b|2026-11-03T10:00Z|2.00");
        table.publish(second);
        assertThat(rows("staged")).containsExactly("b|2026-11-03T10:00Z|2.00");
        assertThat(tables.current(new TableRef("model", "staged")).orElseThrow().tide())
                .contains(TIDE);
    }

    @Test
    void aVersionThatIsNeverPublishedIsForgotten() {
        ModelTable table = table("failed", COLUMNS, Optional.empty());
        table.stage(new Replacement(
                Optional.empty(), List.of(write(table, Optional.empty(), row("bad", MONDAY, "1"))), Map.of()));

        ModelTable again = table("failed", COLUMNS, Optional.empty());
        long good = again.stage(new Replacement(
                Optional.empty(), List.of(write(again, Optional.empty(), row("good", MONDAY, "1"))), Map.of()));
        again.publish(good);
        long better = again.stage(new Replacement(
                Optional.empty(), List.of(write(again, Optional.empty(), row("better", MONDAY, "1"))), Map.of()));
        again.publish(better);

        assertThat(rows("failed")).containsExactly("better|2026-11-02T10:00Z|1.00");
    }

    @Test
    void onlyTheNamedDaysAreReplaced() {
        ModelTable table = table("days", COLUMNS, Optional.of("at"));
        table.publish(table.stage(new Replacement(
                Optional.empty(),
                List.of(
                        write(table, Optional.of(MONDAY), row("a", MONDAY, "1")),
                        write(table, Optional.of(TUESDAY), row("b", TUESDAY, "2"))),
                Map.of())));
        table.publish(table.stage(new Replacement(
                Optional.of(Set.of(TUESDAY)),
                List.of(write(table, Optional.of(TUESDAY), row("c", TUESDAY, "3"))),
                Map.of())));

        assertThat(rows("days")).containsExactly("a|2026-11-02T10:00Z|1.00", "c|2026-11-03T10:00Z|3.00");
    }

    @Test
    void aNoteMovesTheTideAndNothingElse() {
        ModelTable table = table("noted", COLUMNS, Optional.empty());
        table.publish(table.stage(new Replacement(
                Optional.empty(), List.of(write(table, Optional.empty(), row("a", MONDAY, "1"))), TIDE.toSummary())));
        TableVersion before = tables.current(new TableRef("model", "noted")).orElseThrow();
        Tide later = new Tide(TIDE.offsets(), TIDE.completeThrough().plusSeconds(60));

        table.note(later.toSummary());

        TableVersion version = tables.current(new TableRef("model", "noted")).orElseThrow();
        assertThat(version.tide()).contains(later);
        assertThat(version.snapshot()).isNotEqualTo(before.snapshot());
        assertThat(version.contents()).isEqualTo(before.contents()).isEqualTo(before.snapshot());
        assertThat(version.rows()).isEqualTo(1);
        assertThat(rows("noted")).hasSize(1);
    }

    @Test
    void theSecondOfTwoWritersIsFoundOut() {
        ModelTable table = table("raced", COLUMNS, Optional.empty());
        table.publish(table.stage(new Replacement(
                Optional.empty(), List.of(write(table, Optional.empty(), row("a", MONDAY, "1"))), Map.of())));
        long staged = table.stage(new Replacement(
                Optional.empty(), List.of(write(table, Optional.empty(), row("b", MONDAY, "1"))), Map.of()));
        table("raced", COLUMNS, Optional.empty()).note(Map.of("who", "somebody else"));

        assertThatThrownBy(() -> table.publish(staged))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(LakeProblem.PUBLISH_CONFLICT));
        assertThat(rows("raced")).containsExactly("a|2026-11-02T10:00Z|1.00");
    }

    @Test
    void columnsFollowTheTransformAndPinnedReadersKeepTheirs() {
        ModelTable table = table("shaped", COLUMNS, Optional.empty());
        table.publish(table.stage(new Replacement(
                Optional.empty(), List.of(write(table, Optional.empty(), row("a", MONDAY, "1"))), Map.of())));
        TableVersion before = tables.current(new TableRef("model", "shaped")).orElseThrow();

        ModelTable evolved = table(
                "shaped",
                List.of(
                        new LakeColumn("id", LakeType.of(Kind.LONG), false),
                        new LakeColumn("amount", LakeType.decimal(14, 2), false),
                        new LakeColumn("country", LakeType.of(Kind.STRING), false)),
                Optional.empty());
        assertThat(rows("shaped")).containsExactly("a|2026-11-02T10:00Z|1.00");
        assertThat(evolved.mustBeReplacedWhole()).isFalse();
        evolved.publish(evolved.stage(new Replacement(
                Optional.empty(),
                List.of(write(
                        evolved,
                        Optional.empty(),
                        "SELECT 7::BIGINT AS id, CAST(2 AS DECIMAL(14,2)) AS amount, 'GB' AS country")),
                Map.of())));

        assertThat(DuckDb.rows("SELECT id, amount, country FROM ("
                        + tables.plan(tables.current(before.table()).orElseThrow(), Optional.empty())
                                .relation() + ")"))
                .containsExactly("7|2.00|GB");
        assertThat(rows(before)).containsExactly("a|2026-11-02T10:00Z|1.00");
    }

    @Test
    void aTableMayBePartitionedOtherwiseWhenItIsReplacedWhole() {
        ModelTable table = table("repartitioned", COLUMNS, Optional.empty());
        table.publish(table.stage(new Replacement(
                Optional.empty(), List.of(write(table, Optional.empty(), row("a", MONDAY, "1"))), Map.of())));

        ModelTable daily = table("repartitioned", COLUMNS, Optional.of("at"));
        assertThat(daily.mustBeReplacedWhole()).isTrue();
        daily.publish(daily.stage(new Replacement(
                Optional.empty(), List.of(write(daily, Optional.of(TUESDAY), row("b", TUESDAY, "1"))), Map.of())));

        assertThat(table("repartitioned", COLUMNS, Optional.of("at")).mustBeReplacedWhole())
                .isFalse();
        assertThat(rows("repartitioned")).containsExactly("b|2026-11-03T10:00Z|1.00");
    }
}
