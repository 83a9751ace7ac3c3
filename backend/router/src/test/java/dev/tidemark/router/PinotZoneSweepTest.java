package dev.tidemark.router;

import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.pinot.PinotTestTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Nothing vouches for the table, and everything is kept: the router asks it for the whole range. */
@Tag("engines")
class PinotZoneSweepTest extends ZoneSweep {

    @SuppressWarnings("NullAway.Init")
    private static PinotTestTable pinot;

    @BeforeAll
    static void load() throws Exception {
        pinot = new PinotTestTable(
                "clocks",
                Map.of("clock_change", ColumnType.STRING, "ticked_at", ColumnType.TIMESTAMP),
                "ticked_at",
                Clock.fixed(NOW, ZoneOffset.UTC));
        List<String> rows = new ArrayList<>();
        for (Change change : Change.values()) {
            for (Instant time : change.times()) {
                rows.add("{\"clock_change\": \"%s\", \"ticked_at\": %d}".formatted(change, time.toEpochMilli()));
            }
        }
        pinot.fill(rows);
    }

    @AfterAll
    static void close() {
        if (pinot != null) {
            pinot.close();
        }
    }

    @Override
    protected Router router() {
        return router(pinot.store(), pinot.table().name());
    }
}
