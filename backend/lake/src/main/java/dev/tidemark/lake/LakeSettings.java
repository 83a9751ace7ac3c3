package dev.tidemark.lake;

import java.nio.file.Path;

/**
 * Where the lake is.
 *
 * @param jdbcUrl the PostgreSQL database that holds the catalog, without credentials
 * @param root the directory that {@code local:///} locations start from
 */
public record LakeSettings(String jdbcUrl, String user, String password, Path root) {

    public LakeSettings {
        root = root.toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
        return "LakeSettings[jdbcUrl=" + jdbcUrl + ", user=" + user + ", root=" + root + "]";
    }
}
