package dev.tidemark.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source that is a database: the changes of its tables become events.
 *
 * @param name of the source
 * @param team the name of the owning team
 * @param connection what the portal knows its address and credentials by; they are no definitions
 */
public record CapturedDatabase(String name, String team, String connection, List<Table> tables) {

    public CapturedDatabase {
        tables = List.copyOf(tables);
    }

    /**
     * A table whose changes become events of one type.
     *
     * @param schema of the database, {@code public} unless the definition says another
     * @param event the type of event
     * @param key the columns that identify a row
     * @param userColumn the column that names the person the row is about, null when there is none
     * @param leaveOut columns that go nowhere
     */
    public record Table(
            String schema,
            String name,
            String event,
            List<String> key,
            @Nullable String userColumn,
            List<String> leaveOut) {
        public Table {
            key = List.copyOf(key);
            leaveOut = List.copyOf(leaveOut);
        }

        /** With its schema: {@code public.customers}. */
        public String qualified() {
            return schema + "." + name;
        }
    }
}
