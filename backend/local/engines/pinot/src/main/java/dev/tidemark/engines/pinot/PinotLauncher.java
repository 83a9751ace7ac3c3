package dev.tidemark.engines.pinot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pinot.broker.broker.helix.HelixBrokerStarter;
import org.apache.pinot.controller.ControllerStarter;
import org.apache.pinot.server.starter.helix.HelixServerStarter;
import org.apache.pinot.spi.env.PinotConfiguration;
import org.apache.pinot.spi.services.ServiceStartable;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * ZooKeeper and Pinot's controller, broker and server in this one JVM, all on 127.0.0.1.
 *
 * <p>Arguments: data directory, then the ports of ZooKeeper, controller, broker, server queries and server admin.
 */
public final class PinotLauncher {

    private static final String HOST = "127.0.0.1";
    private static final String CLUSTER = "tidemark";

    private PinotLauncher() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            startAll(args);
        } catch (Exception | LinkageError e) {
            // The threads of the parts that did start would keep the process alive, half a cluster.
            e.printStackTrace();
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private static void startAll(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        int zooKeeperPort = Integer.parseInt(args[1]);
        startZooKeeper(data.resolve("zookeeper"), zooKeeperPort);

        Map<String, Object> cluster = Map.of(
                "pinot.cluster.name", CLUSTER,
                "pinot.zk.server", HOST + ":" + zooKeeperPort);
        ServiceStartable controller = new ControllerStarter();
        ServiceStartable broker = new HelixBrokerStarter();
        ServiceStartable server = new HelixServerStarter();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, server, controller), "pinot-stop"));

        start(controller, cluster, controllerSettings(data, zooKeeperPort, args[2]));
        start(broker, cluster, brokerSettings(args[3]));
        start(server, cluster, serverSettings(data, args[4], args[5]));
        System.out.println("Pinot is up: controller " + args[2] + ", broker " + args[3]);
    }

    private static void startZooKeeper(Path data, int port) throws Exception {
        Files.createDirectories(data);
        ZooKeeperServer zooKeeper = new ZooKeeperServer(data.toFile(), data.toFile(), 2000);
        zooKeeper.setMaxSessionTimeout(6000);
        NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
        connections.configure(new InetSocketAddress(InetAddress.getByName(HOST), port), 200);
        connections.startup(zooKeeper);
    }

    private static Map<String, Object> controllerSettings(Path data, int zooKeeperPort, String port) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("controller.zk.str", HOST + ":" + zooKeeperPort);
        settings.put("controller.helix.cluster.name", CLUSTER);
        settings.put("controller.host", HOST);
        settings.put("controller.port", port);
        settings.put("controller.access.protocols", "http");
        settings.put("controller.access.protocols.http.host", HOST);
        settings.put("controller.access.protocols.http.port", port);
        settings.put("controller.data.dir", data.resolve("controller").toString());
        settings.put("controller.local.temp.dir", data.resolve("controller-temp").toString());
        settings.put("controller.disable.ingestion.groovy", "true");
        settings.put("cluster.tenant.isolation.enable", "true");
        return settings;
    }

    private static Map<String, Object> brokerSettings(String port) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("pinot.broker.hostname", HOST);
        settings.put("pinot.broker.client.queryPort", port);
        settings.put("pinot.broker.client.access.protocols", "http");
        settings.put("pinot.broker.client.access.protocols.http.host", HOST);
        settings.put("pinot.broker.client.access.protocols.http.port", port);
        settings.put("pinot.broker.timeoutMs", "10000");
        settings.put("pinot.broker.delayShutdownTimeMs", "0");
        settings.put("pinot.broker.disable.query.groovy", "true");
        return settings;
    }

    private static Map<String, Object> serverSettings(Path data, String queryPort, String adminPort) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("pinot.server.netty.host", HOST);
        settings.put("pinot.server.netty.port", queryPort);
        settings.put("pinot.server.adminapi.access.protocols", "http");
        settings.put("pinot.server.adminapi.access.protocols.http.host", HOST);
        settings.put("pinot.server.adminapi.access.protocols.http.port", adminPort);
        // The gRPC port would listen on every interface, and only the multi-stage engine needs it.
        settings.put("pinot.server.grpc.enable", "false");
        settings.put("pinot.server.instance.dataDir", data.resolve("server").toString());
        settings.put("pinot.server.instance.segmentTarDir", data.resolve("server-tar").toString());
        settings.put("pinot.server.instance.realtime.alloc.offheap", "true");
        settings.put("pinot.server.startup.serviceStatusCheckIntervalMs", "500");
        settings.put("pinot.server.shutdown.enableQueryCheck", "false");
        settings.put("pinot.server.shutdown.timeoutMs", "5000");
        return settings;
    }

    private static void start(ServiceStartable part, Map<String, Object> cluster, Map<String, Object> settings)
            throws Exception {
        Map<String, Object> all = new TreeMap<>(cluster);
        all.putAll(settings);
        part.init(new PinotConfiguration(all));
        part.start();
    }

    /** Every part gets its chance to stop: segments are sealed and sessions closed, so that the next start is quick. */
    private static void stop(ServiceStartable... parts) {
        for (ServiceStartable part : parts) {
            try {
                part.stop();
            } catch (RuntimeException e) {
                System.err.println("Stopping " + part.getClass().getSimpleName() + " failed: " + e);
            }
        }
    }
}
