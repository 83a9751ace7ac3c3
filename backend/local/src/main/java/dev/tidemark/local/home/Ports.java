package dev.tidemark.local.home;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Which port everything listens on, always on the loopback address. Chosen at an installation's first start and kept
 * in its {@code ports.json}: Pinot and Kafka remember them in their own state.
 */
public record Ports(Map<String, Integer> byName) {

    private static final Map<String, Integer> USUAL = usual();

    public Ports {
        byName = Map.copyOf(byName);
    }

    private static Map<String, Integer> usual() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("portal", 8080);
        ports.put("collector", 8081);
        ports.put("cdc", 8082);
        ports.put("postgres", 15432);
        ports.put("kafka", 19092);
        ports.put("kafka_controller", 19093);
        ports.put("flink", 18081);
        ports.put("flink_rpc", 16123);
        ports.put("pinot_controller", 19000);
        ports.put("pinot_broker", 18099);
        ports.put("pinot_server", 18098);
        ports.put("pinot_admin", 18097);
        ports.put("zookeeper", 12181);
        ports.put("trino", 18085);
        return ports;
    }

    /** The usual ports, each moved up by the offset. */
    public static Ports usual(int offset) {
        Map<String, Integer> moved = new LinkedHashMap<>();
        USUAL.forEach((name, port) -> moved.put(name, port + offset));
        return new Ports(moved);
    }

    /** Ports that are free now, below the range that the system hands out by itself. */
    public static Ports free() {
        RandomGenerator random = RandomGenerator.getDefault();
        Map<String, Integer> found = new LinkedHashMap<>();
        for (String name : USUAL.keySet()) {
            int port = random.nextInt(20_000, 32_000);
            while (taken(port) || found.containsValue(port)) {
                port = random.nextInt(20_000, 32_000);
            }
            found.put(name, port);
        }
        return new Ports(found);
    }

    public int of(String name) {
        Integer port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("No port is named " + name);
        }
        return port;
    }

    /** Whether this home has been started before and so has its ports. */
    public static boolean chosen(Home home) {
        return Files.exists(home.portsFile());
    }

    /** The ports of this home; names that an older file lacks get their usual port. */
    public static Ports load(Home home) throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>(USUAL);
        JSON.std.mapFrom(Files.readString(home.portsFile())).forEach((name, port) -> {
            if (port instanceof Number number) {
                ports.put(name, number.intValue());
            }
        });
        return new Ports(ports);
    }

    public void save(Home home) throws IOException {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        USUAL.keySet().forEach(name -> ordered.put(name, of(name)));
        Files.writeString(
                home.portsFile(),
                JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(ordered) + "\n");
    }

    /** Whether something listens on this port of the loopback address, or of every address. */
    public static boolean taken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
