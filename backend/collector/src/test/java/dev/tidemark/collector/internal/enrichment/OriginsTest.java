package dev.tidemark.collector.internal.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.CollectorSettings.KeptAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    @TempDir
    private Path folder;

    private static Origins origins(KeptAddress kept, List<String> proxies, @Nullable Path places) {
        return Origins.of(
                new CollectorSettings.Enrichment(kept, proxies, Optional.ofNullable(places), Duration.ofSeconds(30)));
    }

    private static @Nullable String ip(Origins origins, String peer, @Nullable String forwarded) {
        return origins.of(peer, forwarded, null).ip();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.17.42,192.168.17.0",
        "2001:db8:1:2:3:4:5:6,2001:db8:1:0:0:0:0:0",
        "localhost,",
        "999.1.1.1,",
        "1.2.3,",
        "::1,0:0:0:0:0:0:0:0",
        "fe80::1%eth0,fe80:0:0:0:0:0:0:0",
        "[2001:db8::7],2001:db8:0:0:0:0:0:0",
        "::ffff:192.0.2.7,192.0.2.0"
    })
    void addressesAreCutToTheirNetwork(String address, @Nullable String network) {
        assertThat(ip(origins(KeptAddress.TRUNCATED, List.of(), null), address, null))
                .isEqualTo(network);
    }

    @Test
    void theSettingSaysWhatOfAnAddressIsKept() {
        assertThat(ip(origins(KeptAddress.FULL, List.of(), null), "192.0.2.7", null))
                .isEqualTo("192.0.2.7");
        assertThat(ip(origins(KeptAddress.NONE, List.of(), null), "192.0.2.7", null))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1|192.0.2.7|198.51.100.1",
                "10.0.0.1|192.0.2.7|192.0.2.7",
                "10.0.0.1|8.8.8.8, 192.0.2.7|192.0.2.7",
                "10.0.0.1|192.0.2.7, 10.3.2.1|192.0.2.7",
                "10.0.0.1|10.9.9.9|10.9.9.9",
                "10.0.0.1|192.0.2.7:4711|192.0.2.7",
                "10.0.0.1|unknown|10.0.0.1",
                "10.0.0.1||10.0.0.1"
            })
    void onlyListedProxiesAreBelieved(String peer, @Nullable String forwarded, String sender) {
        Origins origins = origins(KeptAddress.FULL, List.of("10.0.0.0/8"), null);
        assertThat(ip(origins, peer, forwarded)).isEqualTo(sender);
    }

    @Test
    void aProxyThatIsNoNetworkStopsTheStart() {
        assertThatThrownBy(() -> origins(KeptAddress.FULL, List.of("proxy.local"), null))
                .hasMessageContaining("\"proxy.local\" is no network");
    }

    @Test
    void theCountryIsFoundWithTheWholeAddressAlsoWhenNothingOfItIsKept() throws IOException {
        Path table = Files.writeString(folder.resolve("places.csv"), "192.0.2.7,GB,SCT\n");
        try (Origins origins = origins(KeptAddress.NONE, List.of(), table)) {
            assertThat(origins.of("192.0.2.7", null, "curl/8"))
                    .isEqualTo(new Origin(null, "GB", "SCT", "curl/8", new Client("library", "curl", null)));
            assertThat(origins.of("192.0.2.8", null, " ")).isEqualTo(Origin.UNKNOWN);
        }
    }

    @Test
    void aFileOfPlacesThatCannotBeUsedKeepsNoEventOut() throws IOException {
        for (Path file : List.of(
                folder.resolve("missing.mmdb"),
                folder.resolve("places.txt"),
                Files.writeString(folder.resolve("bad.mmdb"), "no database"),
                Files.writeString(folder.resolve("bad.csv"), "here,GB\n"))) {
            Origins origins = origins(KeptAddress.FULL, List.of(), file);
            assertThat(origins.knowsPlaces()).isFalse();
            assertThat(origins.of("192.0.2.7", null, null).ip()).isEqualTo("192.0.2.7");
        }
    }

    @Test
    void aLongUserAgentIsCut() {
        assertThat(origins(KeptAddress.FULL, List.of(), null)
                        .of(null, null, "x".repeat(300))
                        .userAgent())
                .hasSize(256);
    }
}
