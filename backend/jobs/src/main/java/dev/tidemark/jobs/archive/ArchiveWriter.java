package dev.tidemark.jobs.archive;

import dev.tidemark.jobs.events.Arrival;
import dev.tidemark.lake.Tide;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.iceberg.Table;

/**
 * Writes events into data files and remembers how far each partition was read. Records below the offset that the table already
 * holds are passed over, so that a job restored from an old state, or from none, adds nothing twice.
 */
final class ArchiveWriter implements CommittingSinkWriter<Arrival, Portions> {

    private final RawLake.Session lake;
    private final int subtask;
    private final int attempt;
    private final String operation = UUID.randomUUID().toString();
    private final Map<String, FamilyFiles> files = new HashMap<>();
    private final Map<String, Map<String, Long>> held = new HashMap<>();
    private final Map<String, Map<Integer, Position>> positions = new HashMap<>();

    ArchiveWriter(RawLake.Session lake, int subtask, int attempt) {
        this.lake = lake;
        this.subtask = subtask;
        this.attempt = attempt;
    }

    @Override
    public void write(Arrival arrival, Context context) throws IOException {
        FamilyFiles family = family(arrival.family());
        Arrival.Event event = arrival.event();
        if (event != null && arrival.offset() >= heldThrough(arrival)) {
            family.add(RawRecords.of(family.table().schema(), arrival, event));
        }
        positions
                .computeIfAbsent(arrival.family(), it -> new HashMap<>())
                .put(arrival.partition(), Position.after(arrival.offset(), arrival.appendedAt()));
    }

    private long heldThrough(Arrival arrival) {
        return held.getOrDefault(arrival.family(), Map.of())
                .getOrDefault(Offsets.key(arrival.family(), arrival.partition()), 0L);
    }

    private FamilyFiles family(String name) {
        FamilyFiles family = files.get(name);
        if (family == null) {
            Table table = lake.table(name);
            family = new FamilyFiles(table, subtask, attempt, operation);
            files.put(name, family);
            held.put(name, Tides.current(table).map(Tide::offsets).orElse(Map.of()));
        }
        return family;
    }

    @Override
    public Collection<Portions> prepareCommit() throws IOException {
        Map<String, Portion> portions = new HashMap<>();
        for (Map.Entry<String, Map<Integer, Position>> read : positions.entrySet()) {
            portions.put(read.getKey(), new Portion(family(read.getKey()).finish(), read.getValue()));
        }
        positions.clear();
        return portions.isEmpty() ? List.of() : List.of(new Portions(portions));
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() throws IOException {
        for (FamilyFiles family : files.values()) {
            family.finish();
        }
        lake.close();
    }
}
