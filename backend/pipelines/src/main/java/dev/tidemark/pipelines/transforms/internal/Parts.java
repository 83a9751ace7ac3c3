package dev.tidemark.pipelines.transforms.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts a table is written in: its days, or the whole of it. Two parts with the same fingerprint hold the same rows.
 *
 * @param fingerprints per part
 */
public record Parts(Map<Optional<LocalDate>, Parts.Fingerprint> fingerprints) {

    /** How many rows, and the sum of a 64-bit hash over every row. */
    public record Fingerprint(long rows, String hash) {}

    public Parts {
        fingerprints = Map.copyOf(fingerprints);
    }

    /** The condition that a row belongs to a part, for SQL over the same columns. */
    public static String condition(Optional<String> dayColumn, Optional<LocalDate> day) {
        return day.isEmpty() ? "true" : day(dayColumn) + " = DATE '" + day.get() + "'";
    }

    static String day(Optional<String> dayColumn) {
        return dayColumn
                .map(column -> "CAST(" + Duck.name(column) + " AS DATE)")
                .orElse("CAST(NULL AS DATE)");
    }

    public static Parts of(Connection connection, String relation, List<String> columns, Optional<String> dayColumn)
            throws SQLException {
        Map<Optional<LocalDate>, Fingerprint> parts = new HashMap<>();
        String sql = "SELECT " + day(dayColumn) + " AS part, count(*), CAST(sum(CAST(hash(" + Duck.names(columns)
                + ") AS HUGEINT)) AS VARCHAR) FROM (" + relation + ") GROUP BY 1";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                parts.put(
                        Optional.ofNullable(result.getObject(1, LocalDate.class)),
                        new Fingerprint(result.getLong(2), String.valueOf(result.getString(3))));
            }
        }
        return new Parts(parts);
    }

    public long rows() {
        return fingerprints.values().stream().mapToLong(Fingerprint::rows).sum();
    }

    /** The parts whose rows differ between the two, those that only one of them has included. */
    public Set<Optional<LocalDate>> differing(Parts other) {
        Set<Optional<LocalDate>> all = new HashSet<>(fingerprints.keySet());
        all.addAll(other.fingerprints.keySet());
        all.removeIf(part -> {
            Fingerprint mine = fingerprints.get(part);
            return mine != null && mine.equals(other.fingerprints.get(part));
        });
        return all;
    }
}
