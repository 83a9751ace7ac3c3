package dev.tidemark.stores.trino;

/**
 * Where Trino is and who asks it.
 *
 * @param jdbcUrl for example {@code jdbc:trino://127.0.0.1:18085/lake}; its catalog {@code lake} must be this portal's lake
 * @param user as Trino's access control and query history know us
 */
public record TrinoSettings(String jdbcUrl, String user) {

    public TrinoSettings {
        if (!jdbcUrl.startsWith("jdbc:trino://")) {
            throw new IllegalArgumentException("jdbcUrl must start with jdbc:trino://: " + jdbcUrl);
        }
    }

    /** As the user {@code tidemark}. */
    public static TrinoSettings at(String jdbcUrl) {
        return new TrinoSettings(jdbcUrl, "tidemark");
    }
}
