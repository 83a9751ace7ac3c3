package dev.tidemark.collector.internal.enrichment;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database of countries or cities in MaxMind's format, such as GeoLite2 or those of others; the file is mapped, not read. Of its records only
 * the codes are decoded.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">The format</a>
 */
public final class MaxMindPlaces implements Places {

    private static final Logger LOG = LoggerFactory.getLogger(MaxMindPlaces.class);

    private final Reader reader;
    private final AtomicBoolean broken = new AtomicBoolean();

    private MaxMindPlaces(Reader reader) {
        this.reader = reader;
    }

    static MaxMindPlaces in(Path file) throws IOException {
        try {
            return new MaxMindPlaces(new Reader(file.toFile(), new CHMCache(1_024)));
        } catch (InvalidDatabaseException | RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException(file + " is no MaxMind database: " + e.getMessage(), e);
        }
    }

    /** The part of a record that is of use here. Public, as its parts are, because the reader of the format makes them. */
    public record Found(@Nullable Country country, @Nullable List<Subdivision> subdivisions) {

        @MaxMindDbConstructor
        public Found(
                @MaxMindDbParameter(name = "country") @Nullable Country country,
                @MaxMindDbParameter(name = "subdivisions") @Nullable List<Subdivision> subdivisions) {
            this.country = country;
            this.subdivisions = subdivisions;
        }
    }

    public record Country(@Nullable String code) {

        @MaxMindDbConstructor
        public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String code) {
            this.code = code;
        }
    }

    public record Subdivision(@Nullable String code) {

        @MaxMindDbConstructor
        public Subdivision(@MaxMindDbParameter(name = "iso_code") @Nullable String code) {
            this.code = code;
        }
    }

    @Override
    public Optional<Place> of(InetAddress address) {
        try {
            Found found = reader.get(address, Found.class);
            return found == null || found.country == null || found.country.code == null
                    ? Optional.empty()
                    : Optional.of(new Place(found.country.code, region(found.subdivisions)));
        } catch (IOException | RuntimeException | StackOverflowError e) { // the last of one that points to itself
            if (broken.compareAndSet(false, true)) {
                LOG.error("The database of places is broken, some events get no country: {}", e.toString());
            }
            return Optional.empty();
        }
    }

    private static @Nullable String region(@Nullable List<Subdivision> subdivisions) {
        return subdivisions == null || subdivisions.isEmpty()
                ? null
                : subdivisions.getFirst().code();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
