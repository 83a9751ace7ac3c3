package dev.tidemark.router;

import dev.tidemark.stores.StoreName;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;

class DuckDbZoneSweepTest extends ZoneSweep {

    private static final MemoryStore STORE = new MemoryStore(StoreName.WAREHOUSE)
            .with(
                    "model.ticks",
                    Arrays.stream(Change.values())
                            .flatMap(change -> change.times().stream()
                                    .map(time -> "('" + change + "', TIMESTAMPTZ '" + time + "')"))
                            .collect(
                                    Collectors.joining(", ", "SELECT * FROM (VALUES ", ") t(clock_change, ticked_at)")),
                    NOW.minusSeconds(1),
                    Instant.EPOCH);

    private static final Router ROUTER = router(STORE, "model.ticks");

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected Router router() {
        return ROUTER;
    }
}
