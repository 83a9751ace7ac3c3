package dev.tidemark.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path folder;

    @Test
    void the_usual_ports_are_pinned() {
        Ports usual = Ports.usual(0);

        assertThat(usual.of("portal")).isEqualTo(8080);
        assertThat(usual.of("collector")).isEqualTo(8081);
        assertThat(usual.of("postgres")).isEqualTo(15432);
        assertThat(usual.of("kafka")).isEqualTo(19092);
        assertThat(usual.of("flink")).isEqualTo(18081);
        assertThat(usual.of("pinot_controller")).isEqualTo(19000);
        assertThat(usual.of("pinot_broker")).isEqualTo(18099);
        assertThat(usual.of("zookeeper")).isEqualTo(12181);
        assertThat(usual.of("trino")).isEqualTo(18085);
        assertThat(Ports.usual(100).of("portal")).isEqualTo(8180);
    }

    @Test
    void ports_are_kept_with_the_home() throws IOException {
        Home home = new Home(folder);
        assertThat(Ports.chosen(home)).isFalse();

        Ports.usual(300).save(home);

        assertThat(Ports.chosen(home)).isTrue();
        assertThat(Ports.load(home)).isEqualTo(Ports.usual(300));
    }

    @Test
    void free_ports_are_free_and_all_different() {
        Ports free = Ports.free();

        assertThat(free.byName().values()).noneMatch(Ports::taken);
        assertThat(new HashSet<>(free.byName().values()))
                .hasSameSizeAs(free.byName().keySet());
    }

    @Test
    void a_port_is_taken_while_someone_listens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(Ports.taken(port)).isTrue();
        }
        assertThat(Ports.taken(port)).isFalse();
    }
}
