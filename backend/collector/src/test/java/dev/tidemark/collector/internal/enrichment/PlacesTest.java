package dev.tidemark.collector.internal.enrichment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table in a text file and a database of MaxMind's format, which know the same. */
class PlacesTest {

    private static final Map<String, Place> KNOWN = Map.of(
            "192.0.2.0/24", new Place("GB", "SCT"),
            "198.51.100.0/25", new Place("FR", null),
            "203.0.113.7/32", new Place("DE", "BY"),
            "2001:db8::/32", new Place("NL", null));

    @TempDir
    private Path folder;

    private Path file(String kind) throws IOException {
        if (kind.equals("mmdb")) {
            return Files.write(folder.resolve("places.mmdb"), new MmdbFile(KNOWN).bytes());
        }
        String separator = kind.equals("tsv") ? "\t" : ",";
        StringBuilder lines = new StringBuilder("network" + separator + "country\n# documentation\n\n");
        KNOWN.forEach((network, place) -> lines.append(network)
                .append(separator)
                .append(place.country())
                .append(place.region() == null ? "" : separator + place.region())
                .append('\n'));
        return Files.writeString(folder.resolve("places." + kind), lines);
    }

    private static Optional<Place> find(Places places, String address) {
        return places.of(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "mmdb"})
    void anAddressIsWhereItsNetworkIs(String kind) throws IOException {
        try (Places places = Places.in(file(kind))) {
            assertThat(find(places, "192.0.2.0")).contains(new Place("GB", "SCT"));
            assertThat(find(places, "192.0.2.255")).contains(new Place("GB", "SCT"));
            assertThat(find(places, "192.0.3.0")).isEmpty();
            assertThat(find(places, "198.51.100.127")).contains(new Place("FR", null));
            assertThat(find(places, "198.51.100.128")).isEmpty();
            assertThat(find(places, "203.0.113.7")).contains(new Place("DE", "BY"));
            assertThat(find(places, "203.0.113.6")).isEmpty();
            assertThat(find(places, "2001:db8:ffff::1")).contains(new Place("NL", null));
            assertThat(find(places, "2001:db9::")).isEmpty();
            assertThat(find(places, "255.255.255.255")).isEmpty();
            assertThat(find(places, "0.0.0.0")).isEmpty();
        }
    }

    @Test
    void ofNetworksInsideOfOneAnotherTheSmallestCounts() throws IOException {
        Random random = new Random(5);
        Map<Cidr, Place> networks = new HashMap<>();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            String network = "10.0." + random.nextInt(4) + '.' + random.nextInt(256) + '/' + (20 + random.nextInt(13));
            Place place = new Place("" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26)), null);
            Cidr range = Cidr.of(network);
            if (networks.putIfAbsent(range, place) == null) {
                lines.append(network).append(',').append(place.country()).append('\n');
            }
        }
        Places table = Places.in(Files.writeString(folder.resolve("nested.csv"), lines));
        for (int i = 0; i < 2_000; i++) {
            InetAddress address = InetAddress.ofLiteral("10.0." + random.nextInt(18) + '.' + random.nextInt(256));
            assertThat(table.of(address)).as("%s", address).isEqualTo(smallest(networks, address));
        }
    }

    private static Optional<Place> smallest(Map<Cidr, Place> networks, InetAddress address) {
        return networks.keySet().stream()
                .filter(network -> network.contains(address))
                .min(Comparator.comparing(network -> network.last().subtract(network.first())))
                .map(networks::get);
    }

    @Test
    void theWholeWorldIsANetworkToo() throws IOException {
        Places table = Places.in(Files.writeString(folder.resolve("all.csv"), "::/0,AQ\n10.0.0.0/8,GB\n"));
        assertThat(find(table, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).contains(new Place("AQ", null));
        assertThat(find(table, "10.1.1.1")).contains(new Place("GB", null));
        assertThat(find(table, "11.0.0.0")).contains(new Place("AQ", null));
    }

    @Test
    void aDatabaseThatIsBrokenInsideKnowsLessButFailsNoEvent() throws IOException {
        byte[] bytes = new MmdbFile(KNOWN).bytes();
        int country = new String(bytes, ISO_8859_1).indexOf("country");
        Arrays.fill(bytes, country - 2, country + 40, (byte) 0xFF);
        try (Places places = Places.in(Files.write(folder.resolve("broken.mmdb"), bytes))) {
            assertThat(List.of("192.0.2.1", "198.51.100.1", "203.0.113.7", "2001:db8::1"))
                    .anyMatch(address -> find(places, address).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/33,GB|10.0.0.0/33",
                "10.0.0/8,GB|10.0.0/8",
                "10.0.0.0/8/8,GB|no network",
                "10.0.0.0/x,GB|no network",
                "10.0.0.0/8,gb|expected a country",
                "10.0.0.0/8|expected network, country",
                "10.0.0.0/8,GB,a b|a region"
            })
    void aLineThatIsNoneIsNamed(String line, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "# first\n" + line + "\n");
        assertThatThrownBy(() -> Places.in(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.csv:2")
                .hasMessageContaining(message);
    }
}
