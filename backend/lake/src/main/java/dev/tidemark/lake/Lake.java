package dev.tidemark.lake;

import dev.tidemark.lake.internal.CatalogDatabase;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The lake, opened. Thread-safe; several processes may open the same lake. */
public final class Lake implements Closeable {

    /** The name of the catalog, which Trino must use too. */
    public static final String CATALOG = "lake";

    /** Where {@link RawTables} are. */
    public static final String RAW = RawTables.NAMESPACE;

    /** Where modeled tables are. */
    public static final String MODEL = "model";

    static final Map<String, String> TABLE_PROPERTIES = Map.of(
            TableProperties.FORMAT_VERSION, "2",
            TableProperties.PARQUET_COMPRESSION, "zstd",
            // Every commit writes a whole metadata file; without this a table that moves every ten seconds fills the
            // disk.
            TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
            TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20",
            TableProperties.COMMIT_NUM_RETRIES, "10");

    private final JdbcCatalog catalog;
    private final LocalFileIO files;
    private final Path root;

    private Lake(JdbcCatalog catalog, Path root) {
        this.catalog = catalog;
        this.files = new LocalFileIO(root);
        this.root = root;
    }

    /** Opens the lake, creating its directory, catalog tables and namespaces when they are missing. */
    public static Lake open(LakeSettings settings) {
        try {
            Files.createDirectories(settings.root());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot create the lake's directory " + settings.root(), e);
        }
        CatalogDatabase database = new CatalogDatabase(settings.jdbcUrl(), settings.user(), settings.password());
        JdbcCatalog catalog = database.initialized(() -> catalog(database, settings));
        return new Lake(catalog, settings.root());
    }

    private static JdbcCatalog catalog(CatalogDatabase database, LakeSettings settings) {
        JdbcCatalog catalog = new JdbcCatalog();
        catalog.initialize(
                CATALOG,
                Map.of(
                        CatalogProperties.URI,
                        database.catalogUrl(),
                        JdbcCatalog.PROPERTY_PREFIX + "user",
                        settings.user(),
                        JdbcCatalog.PROPERTY_PREFIX + "password",
                        settings.password(),
                        JdbcCatalog.PROPERTY_PREFIX + "schema-version",
                        "V1",
                        CatalogProperties.CLIENT_POOL_SIZE,
                        "3",
                        CatalogProperties.WAREHOUSE_LOCATION,
                        LocalFileIO.SCHEME,
                        CatalogProperties.FILE_IO_IMPL,
                        LocalFileIO.class.getName(),
                        LocalFileIO.ROOT,
                        settings.root().toString()));
        for (String namespace : List.of(RAW, MODEL)) {
            try {
                if (!catalog.namespaceExists(Namespace.of(namespace))) {
                    catalog.createNamespace(Namespace.of(namespace));
                }
            } catch (AlreadyExistsException raced) {
                continue;
            }
        }
        return catalog;
    }

    public Catalog catalog() {
        return catalog;
    }

    public LocalFileIO files() {
        return files;
    }

    public Path root() {
        return root;
    }

    /** The tide of a table's current snapshot; empty when there is no such table, no snapshot, or nobody vouches for it. */
    public Optional<Tide> tide(TableIdentifier name) {
        try {
            Table table = catalog.loadTable(name);
            Snapshot current = table.currentSnapshot();
            return current == null ? Optional.empty() : Tide.of(table, current.snapshotId());
        } catch (NoSuchTableException missing) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        catalog.close();
    }
}
