package dev.tidemark.collector.internal.enrichment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.testbed.Damage;
import dev.tidemark.testbed.Mutation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a sender calls itself, whatever proxies say, and whatever stands in a file of places: events lack a country at worst. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnrichmentFuzzTest {

    private static final int ROUNDS = 20_000;
    private static final int FILES = 1_500;
    private static final long MOST_BYTES_TAKEN = 8L << 20;
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "python-requests/2.31.0",
            "My Shop 1.0-beta (watch)");

    private static final List<String> HOPS = List.of(
            "192.0.2.7, 198.51.100.3, 127.0.0.1",
            "[2001:db8::1]:4711, 127.0.0.1",
            "fe80::1%eth0",
            "unknown,127.0.0.1:80",
            "::ffff:192.0.2.1");

    private static final SortedMap<String, Place> KNOWN = new TreeMap<>(Map.of(
            "192.0.2.0/24", new Place("GB", "SCT"),
            "198.51.100.0/25", new Place("FR", null),
            "2001:db8::/32", new Place("NL", null)));

    private static final List<InetAddress> ADDRESSES = List.of(
            InetAddress.ofLiteral("192.0.2.7"),
            InetAddress.ofLiteral("198.51.100.9"),
            InetAddress.ofLiteral("2001:db8::1"),
            InetAddress.ofLiteral("8.8.8.8"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anyAgentAndAnyHopsGiveAnOrigin(long seed) {
        Random random = new Random(seed);
        Mutation agents = new Mutation(AGENTS, random);
        Mutation hops = new Mutation(HOPS, random);
        Origins origins = Origins.of(new CollectorSettings.Enrichment(
                CollectorSettings.KeptAddress.TRUNCATED,
                List.of("127.0.0.1"),
                Optional.empty(),
                Duration.ofSeconds(30)));
        int forwarded = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String agent = agents.next();
            Origin origin = origins.of("127.0.0.1", hops.next(), agent.repeat(random.nextInt(40) == 0 ? 50 : 1));
            String ip = origin.ip();
            assertThat(ip).isNotNull();
            assertThat(InetAddress.ofLiteral(String.valueOf(ip)).getHostAddress())
                    .isEqualTo(ip);
            assertThat(String.valueOf(origin.userAgent())).hasSizeLessThanOrEqualTo(Origin.MOST_OF_USER_AGENT);
            forwarded += "127.0.0.0".equals(ip) ? 0 : 1;
        }
        assertThat(forwarded).isGreaterThan(ROUNDS / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aDamagedDatabaseIsRefusedOrKnowsLess(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] good = new MmdbFile(KNOWN).bytes();
        int read = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = damaged(good, random);
            read += isRead(Files.write(folder.resolve("places.mmdb"), bytes), bytes) ? 1 : 0;
        }
        assertThat(read).isBetween(FILES / 20, FILES - FILES / 20);
    }

    /** Mostly in its records, seldom in the tree above them or in what the file says of itself. */
    private static byte[] damaged(byte[] good, Random random) {
        int records = new String(good, ISO_8859_1).indexOf("country") - 2;
        int itself = new String(good, ISO_8859_1).indexOf("MaxMind.com");
        byte[] bytes = good.clone();
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = records + random.nextInt(itself - records - 3);
            bytes[at] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) == 0 ? Damage.to(bytes, random) : bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv"})
    void aDamagedTableIsRefusedWithTheLineOrRead(String kind) throws IOException {
        Random random = new Random(3);
        String good = "network,country,region\n192.0.2.0/24,GB,SCT\n# more\n198.51.100.0/25,FR\n2001:db8::/32,NL,\n";
        Mutation mutation = new Mutation(List.of(kind.equals("tsv") ? good.replace(',', '\t') : good), random);
        int read = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = mutation.next().getBytes(UTF_8);
            read += isRead(Files.write(folder.resolve("places." + kind), bytes), bytes) ? 1 : 0;
        }
        assertThat(read).isBetween(FILES / 20, FILES - FILES / 20);
    }

    private static boolean isRead(Path file, byte[] bytes) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        try (Places places = Places.in(file)) {
            for (InetAddress address : ADDRESSES) {
                assertThat(places.of(address)).isNotNull();
            }
            return true;
        } catch (IOException | IllegalArgumentException refused) {
            assertThat(String.valueOf(refused.getMessage())).isNotEmpty();
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("It is neither read nor refused: " + new String(bytes, ISO_8859_1), e);
        } finally {
            assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES_TAKEN);
        }
    }

    @Test
    void aRecordThatPointsToItselfIsNoTrouble() throws IOException {
        byte[] bytes = new MmdbFile(KNOWN).bytes();
        int records = new String(bytes, ISO_8859_1).indexOf("country") - 2;
        // In the place of the first country a pointer to itself.
        bytes[records + 9] = 1 << 5;
        bytes[records + 10] = 9;
        assertThat(isRead(Files.write(folder.resolve("itself.mmdb"), bytes), bytes))
                .isTrue();
    }
}
