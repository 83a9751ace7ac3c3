package dev.tidemark.sql;

import java.util.List;
import java.util.Optional;

/** Says which columns a table has; the only thing validation needs to know about the world. */
@FunctionalInterface
public interface SchemaLookup {

    /** Empty when there is no such table. */
    Optional<List<SqlColumn>> columns(SqlTable table);
}
