package dev.tidemark.cdc.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cdc.internal.postgres.Cell;
import dev.tidemark.cdc.internal.postgres.LogMessage;
import dev.tidemark.cdc.internal.postgres.Lsn;
import dev.tidemark.cdc.internal.postgres.Relation;
import dev.tidemark.events.CaptureConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeReaderTest {

    private static final CaptureConfig.Table TABLE = new CaptureConfig.Table(
            "public", "customers", "customer_changed", List.of("id"), null, List.of("secret"), "e", "q", 1, 1, "{}");
    private static final Relation RELATION = new Relation(
            7,
            "public",
            "customers",
            List.of(
                    new Relation.Column("id", 25, -1),
                    new Relation.Column("notes", 25, -1),
                    new Relation.Column("secret", 25, -1)));
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final List<RowVersion> versions = new ArrayList<>();
    private final ChangeReader changes = new ChangeReader("shop", "i1");

    @Test
    void theSamePartOfTheLogGivesTheSameIdsAndPositions() throws Exception {
        transaction();
        List<RowVersion> first = List.copyOf(versions);
        versions.clear();
        transaction();

        assertThat(versions).isEqualTo(first);
        assertThat(first.stream().map(RowVersion::id))
                .containsExactly(
                        "shop/customers/i1/0000000000000010/0",
                        "shop/customers/i1/0000000000000010/1",
                        "shop/customers/i1/0000000000000020/0");
        assertThat(first.stream().map(RowVersion::position).toList()).isSorted();
    }

    private void transaction() throws Exception {
        changes.begin(new LogMessage.Begin(new Lsn(0x30), NOON, 5));
        changes.insert(TABLE, new LogMessage.Insert(RELATION, row("a", "x")), new Lsn(0x10), versions::add);
        changes.insert(TABLE, new LogMessage.Insert(RELATION, row("b", "x")), new Lsn(0x10), versions::add);
        changes.delete(TABLE, new LogMessage.Delete(RELATION, row("a", "x")), new Lsn(0x20), versions::add);
    }

    @Test
    void whatIsLeftOutIsNowhereAndADeletedRowHasOnlyItsKey() throws Exception {
        transaction();

        assertThat(versions.getFirst().columns()).containsOnlyKeys("id", "notes");
        assertThat(versions.getLast().columns()).containsExactly(Map.entry("id", new Cell.Text("a")));
    }

    @Test
    void aLargeValueIsTakenFromTheOldRowWhereThatHasIt() throws Exception {
        List<Cell> now = List.of(new Cell.Text("a"), Cell.UNCHANGED, Cell.NULL);
        changes.begin(new LogMessage.Begin(new Lsn(0x30), NOON, 5));
        changes.update(TABLE, new LogMessage.Update(RELATION, row("a", "large"), now), new Lsn(1), versions::add);
        changes.update(TABLE, new LogMessage.Update(RELATION, null, now), new Lsn(2), versions::add);

        assertThat(versions.get(0).columns()).containsEntry("notes", new Cell.Text("large"));
        assertThat(versions.get(1).columns()).containsEntry("notes", Cell.UNCHANGED);
    }

    @Test
    void rowsThatWereReadHaveTheirIdsFromTheirKeyAndTheReading() {
        ChangeReader.Reading reading = new ChangeReader.Reading("g1", new Lsn(0x40), NOON);
        RowVersion one = changes.read(TABLE, reading, Map.of("id", new Cell.Text("a"), "notes", new Cell.Text("x")));
        RowVersion other = changes.read(TABLE, reading, Map.of("id", new Cell.Text("a"), "notes", new Cell.Text("y")));
        RowVersion later = changes.read(
                TABLE,
                new ChangeReader.Reading("g2", new Lsn(0x40), NOON),
                Map.of("id", new Cell.Text("a"), "notes", Cell.NULL));

        assertThat(one.id()).isEqualTo(other.id()).isNotEqualTo(later.id());
        assertThat(changes.cleared(TABLE, reading).position()).isLessThan(one.position());
    }

    private static List<Cell> row(String id, String notes) {
        return List.of(new Cell.Text(id), new Cell.Text(notes), new Cell.Text("hush"));
    }
}
