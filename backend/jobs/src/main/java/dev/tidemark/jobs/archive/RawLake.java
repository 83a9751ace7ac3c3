package dev.tidemark.jobs.archive;

import dev.tidemark.jobs.JobArguments;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.lake.RawTables;
import java.io.Closeable;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.iceberg.Table;

/** Where the raw tables are. Serializable; each user opens its own connection. */
record RawLake(JobArguments arguments) implements Serializable {

    Session open() {
        return new Session(Lake.open(new LakeSettings(
                arguments.required("lake-jdbc"),
                arguments.required("lake-user"),
                Objects.requireNonNullElse(arguments.secret("lake-password-file"), ""),
                Path.of(arguments.required("lake-root")))));
    }

    /** An open connection to the catalog. */
    record Session(Lake lake) implements Closeable {

        /** The raw table of a family, created when it is not there. */
        Table table(String family) {
            return RawTables.ensure(lake.catalog(), family);
        }

        @Override
        public void close() {
            lake.close();
        }
    }
}
