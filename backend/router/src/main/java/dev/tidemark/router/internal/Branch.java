package dev.tidemark.router.internal;

import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One query of a stream: a scan of one part. Its rows are written so that they can be compared with those of the others: first the
 * group, then what the store computed, at last which branch it is.
 */
@SuppressWarnings("NullAway") // rows hold absent values; generics lose that
final class Branch {

    private final int number;
    private final PlannedScan planned;
    private final List<Key> keys;
    private final int keyCount;
    private final List<SqlType> types;
    private final int[] cells;
    private final AtomicLong behind = new AtomicLong();

    /**
     * @param number among all branches
     * @param cells where each of the scan's leaves belongs in a group
     */
    Branch(int number, Decision decision, PartPlan plan, int scan, int[] cells) {
        this.number = number;
        this.planned = plan.scans().get(scan);
        this.keys = planned.scan().keys();
        this.keyCount = decision.group().reading().keys().size();
        this.types =
                plan.sql().get(scan).columns().stream().map(SqlColumn::type).toList();
        this.cells = cells;
    }

    /** Whether it only counts rows, and has no group. */
    boolean counts() {
        return planned.slots().isEmpty();
    }

    List<SqlType> keyTypes() {
        return types.subList(0, keyCount);
    }

    PlannedScan planned() {
        return planned;
    }

    SqlType type(PlannedScan.Slot slot) {
        return slot.isWhole() ? SqlType.LONG : types.get(slot.positions().getFirst());
    }

    /** How many of the table's rows there are behind the rows so far. */
    long behind() {
        return behind.get();
    }

    /** Counts a row of the store; the form in which it is compared, or null when nothing is in it. */
    @Nullable List<@Nullable Object> taken(List<@Nullable Object> row, ZoneId zone) {
        long count = row.get(counts() ? 0 : keyCount) instanceof Number rows ? rows.longValue() : 0;
        behind.addAndGet(count);
        if (count == 0 || counts()) {
            return null;
        }
        List<@Nullable Object> all = new ArrayList<>(row.size() + 1);
        all.addAll(Decoder.group(row, keys, types, keyCount, zone));
        all.addAll(row.subList(keyCount, row.size()));
        all.add((long) number);
        return Collections.unmodifiableList(all);
    }

    /** Adds what a row says to what is known of its group. */
    void addTo(@Nullable Partial[] group, List<@Nullable Object> row) {
        for (int i = 0; i < cells.length; i++) {
            PlannedScan.Slot slot = planned.slots().get(i);
            Partial mine = Decoder.partial(slot, row, types);
            Partial known = group[cells[i]];
            group[cells[i]] = known == null ? mine : known.merge(mine);
        }
    }
}
