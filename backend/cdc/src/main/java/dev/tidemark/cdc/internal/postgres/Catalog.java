package dev.tidemark.cdc.internal.postgres;

import dev.tidemark.cdc.CdcProblem;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.problems.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a database can be captured as defined, with what to do where it cannot. */
public record Catalog(Connection connection) {

    private record Found(long id, String kind, String identity, boolean readable) {}

    /**
     * @throws ProblemException CAPTURE_NOT_LOGICAL, CAPTURE_ROLE_TOO_WEAK
     */
    public void requireReplication() throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(
                        "SELECT current_setting('wal_level'), rolname, rolreplication OR rolsuper, quote_ident(rolname)"
                                + " FROM pg_roles WHERE rolname = current_user");
                ResultSet answer = asked.executeQuery()) {
            answer.next();
            if (!answer.getString(1).equals("logical")) {
                throw new ProblemException(CdcProblem.CAPTURE_NOT_LOGICAL, answer.getString(1));
            }
            if (!answer.getBoolean(3)) {
                throw new ProblemException(CdcProblem.CAPTURE_ROLE_TOO_WEAK, answer.getString(2), answer.getString(4));
            }
        }
    }

    /**
     * @throws ProblemException CAPTURE_TABLE_UNREADABLE, CAPTURE_TABLE_WITHOUT_KEY, CAPTURE_COLUMN_UNSUPPORTED
     */
    public SourceTable table(CaptureConfig.Table definition) throws SQLException {
        Found found = find(definition);
        List<SourceColumn> columns = columns(found, definition);
        requireKey(definition, found, columns);
        for (SourceColumn column : columns) {
            if (column.kind() == ValueKind.UNSUPPORTED) {
                throw new ProblemException(
                        CdcProblem.CAPTURE_COLUMN_UNSUPPORTED,
                        definition.qualified(),
                        column.name(),
                        column.typeName());
            }
        }
        return new SourceTable(definition, columns);
    }

    private Found find(CaptureConfig.Table table) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("""
                SELECT c.oid, c.relkind, c.relreplident,
                       has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?""")) {
            asked.setString(1, table.schema());
            asked.setString(2, table.name());
            try (ResultSet answer = asked.executeQuery()) {
                if (!answer.next()) {
                    throw unreadable(table, "there is no such table");
                }
                Found found =
                        new Found(answer.getLong(1), answer.getString(2), answer.getString(3), answer.getBoolean(4));
                if (!Set.of("r", "p").contains(found.kind())) {
                    throw unreadable(table, "it is no table");
                }
                if (!found.readable()) {
                    throw unreadable(table, "the role may not read it");
                }
                return found;
            }
        }
    }

    private ProblemException unreadable(CaptureConfig.Table table, String why) throws SQLException {
        String role = connection.getMetaData().getUserName();
        return new ProblemException(
                CdcProblem.CAPTURE_TABLE_UNREADABLE,
                table.qualified(),
                why,
                "GRANT USAGE ON SCHEMA " + table.schema() + " TO " + role + "; GRANT SELECT ON " + table.qualified()
                        + " TO " + role + ";");
    }

    private List<SourceColumn> columns(Found found, CaptureConfig.Table definition) throws SQLException {
        List<SourceColumn> columns = new ArrayList<>();
        // Columns that the server computes are not in the log, so they are not read either.
        try (PreparedStatement asked = connection.prepareStatement("""
                SELECT attname, format_type(atttypid, atttypmod), atttypid FROM pg_attribute
                WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum""")) {
            asked.setLong(1, found.id());
            try (ResultSet answer = asked.executeQuery()) {
                while (answer.next()) {
                    if (!definition.leaveOut().contains(answer.getString(1))) {
                        columns.add(new SourceColumn(
                                answer.getString(1), answer.getString(2), kind((int) answer.getLong(3))));
                    }
                }
            }
        }
        return columns;
    }

    private void requireKey(CaptureConfig.Table definition, Found found, List<SourceColumn> columns)
            throws SQLException {
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.name()));
        for (String key : definition.key()) {
            if (!names.contains(key)) {
                throw keyless(definition, "there is no column " + key);
            }
        }
        switch (found.identity()) {
            case "f" -> {}
            case "n" -> throw keyless(definition, "its REPLICA IDENTITY is NOTHING");
            default -> {
                Set<String> identity = identity(found);
                if (identity.isEmpty()) {
                    throw keyless(definition, "it has no primary key");
                }
                if (!identity.containsAll(definition.key())) {
                    throw keyless(definition, "what identifies its rows is " + String.join(", ", identity));
                }
            }
        }
    }

    private static ProblemException keyless(CaptureConfig.Table table, String why) {
        return new ProblemException(
                CdcProblem.CAPTURE_TABLE_WITHOUT_KEY, table.qualified(), String.join(", ", table.key()), why);
    }

    private Set<String> identity(Found found) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (PreparedStatement asked = connection.prepareStatement("""
                SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                WHERE i.indrelid = ? AND CASE WHEN ? = 'i' THEN i.indisreplident ELSE i.indisprimary END""")) {
            asked.setLong(1, found.id());
            asked.setString(2, found.identity());
            try (ResultSet answer = asked.executeQuery()) {
                while (answer.next()) {
                    columns.add(answer.getString(1));
                }
            }
        }
        return columns;
    }

    /** A column that the log has described. */
    public SourceColumn column(Relation.Column described) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("SELECT format_type(?, ?)")) {
            asked.setLong(1, Integer.toUnsignedLong(described.type()));
            asked.setInt(2, described.modifier());
            try (ResultSet answer = asked.executeQuery()) {
                answer.next();
                return new SourceColumn(described.name(), answer.getString(1), kind(described.type()));
            }
        }
    }

    /** How values of a type are written; domains as what they are made of, enumerations as text. */
    private ValueKind kind(int type) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("""
                WITH RECURSIVE made AS (
                  SELECT oid, typtype, typbasetype FROM pg_type WHERE oid = ?
                  UNION ALL
                  SELECT t.oid, t.typtype, t.typbasetype FROM made JOIN pg_type t ON made.typtype = 'd' AND t.oid = made.typbasetype)
                SELECT oid::regtype::text, typtype FROM made WHERE typtype <> 'd'""")) {
            asked.setLong(1, Integer.toUnsignedLong(type));
            try (ResultSet answer = asked.executeQuery()) {
                if (!answer.next()) {
                    return ValueKind.UNSUPPORTED;
                }
                return answer.getString(2).equals("e") ? ValueKind.TEXT : kind(answer.getString(1));
            }
        }
    }

    private static ValueKind kind(String type) {
        return switch (type) {
            case "text", "character varying", "character", "name", "uuid", "json", "jsonb", "date" -> ValueKind.TEXT;
            case "time without time zone" -> ValueKind.TEXT;
            case "boolean" -> ValueKind.BOOLEAN;
            case "smallint", "integer", "bigint" -> ValueKind.WHOLE;
            case "real", "double precision" -> ValueKind.FLOATING;
            case "numeric" -> ValueKind.DECIMAL;
            case "timestamp with time zone" -> ValueKind.TIMESTAMP;
            case "timestamp without time zone" -> ValueKind.LOCAL_TIMESTAMP;
            case "bytea" -> ValueKind.BYTES;
            default -> ValueKind.UNSUPPORTED;
        };
    }
}
