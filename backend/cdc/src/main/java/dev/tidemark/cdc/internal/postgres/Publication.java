package dev.tidemark.cdc.internal.postgres;

import dev.tidemark.cdc.CdcProblem;
import dev.tidemark.problems.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of a database gets into the log's stream: exactly the tables of the definition. */
public record Publication(String name, Connection connection) {

    private static final String ROLE_MAY_NOT = "42501";

    /**
     * Makes the publication, or makes it hold these tables and no others. Where the role may not, an owner can have done it before.
     *
     * @throws ProblemException CAPTURE_PUBLICATION_MISSING, with the statement for the tables' owner
     */
    public void hold(List<SourceTable> tables) throws SQLException {
        Set<String> wanted = tables.stream().map(SourceTable::qualified).collect(Collectors.toCollection(TreeSet::new));
        String all = tables.stream().map(SourceTable::sql).collect(Collectors.joining(", "));
        if (!exists()) {
            change("CREATE PUBLICATION " + quoted() + " FOR TABLE " + all
                    + " WITH (publish_via_partition_root = true)");
            return;
        }
        Set<String> held = held();
        if (!held.containsAll(wanted)) {
            change("ALTER PUBLICATION " + quoted() + " SET TABLE " + all);
        } else if (!held.equals(wanted)) {
            // Changes of a table too many are passed over, so this need not succeed.
            tryTo("ALTER PUBLICATION " + quoted() + " SET TABLE " + all);
        }
    }

    private boolean exists() throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("SELECT 1 FROM pg_publication WHERE pubname = ?")) {
            asked.setString(1, name);
            try (ResultSet answer = asked.executeQuery()) {
                return answer.next();
            }
        }
    }

    private Set<String> held() throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (PreparedStatement asked = connection.prepareStatement(
                "SELECT schemaname || '.' || tablename FROM pg_publication_tables WHERE pubname = ?")) {
            asked.setString(1, name);
            try (ResultSet answer = asked.executeQuery()) {
                while (answer.next()) {
                    tables.add(answer.getString(1));
                }
            }
        }
        return tables;
    }

    private void change(String statement) throws SQLException {
        try {
            run(statement);
        } catch (SQLException e) {
            if (ROLE_MAY_NOT.equals(e.getSQLState())) {
                throw new ProblemException(
                                CdcProblem.CAPTURE_PUBLICATION_MISSING,
                                name,
                                connection.getMetaData().getUserName(),
                                e.getMessage(),
                                statement + ";")
                        .because(e);
            }
            throw e;
        }
    }

    private void tryTo(String statement) throws SQLException {
        try {
            run(statement);
        } catch (SQLException e) {
            if (!ROLE_MAY_NOT.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** Names cannot be parameters of such statements; they are quoted. */
    private void run(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private String quoted() {
        return SourceTable.quoted(name);
    }
}
