package dev.tidemark.collector;

import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.collector.internal.configuration.ConfigurationFeed;
import dev.tidemark.collector.internal.enrichment.ClockCorrection;
import dev.tidemark.collector.internal.enrichment.Origins;
import dev.tidemark.collector.internal.http.ActuatorDoor;
import dev.tidemark.collector.internal.http.Arrivals;
import dev.tidemark.collector.internal.http.CollectorHandler;
import dev.tidemark.collector.internal.http.InFlight;
import dev.tidemark.collector.internal.http.ReplayDoor;
import dev.tidemark.collector.internal.http.Tally;
import dev.tidemark.collector.internal.kafka.DurableLog;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Pulse;
import dev.tidemark.collector.internal.spool.SpooledLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running collector. Closing it answers what is under way, then stops. */
public final class Collector implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int IDLE_MILLIS = 30_000;

    private final ConfigurationFeed feed;
    private final EventLog log;
    private final Optional<SpooledLog> spool;
    private final Pulse pulse;
    private final JvmGcMetrics garbage;
    private final Origins origins;
    private final Server server;
    private final ServerConnector connector;

    private Collector(
            ConfigurationFeed feed,
            EventLog log,
            Optional<SpooledLog> spool,
            Pulse pulse,
            JvmGcMetrics garbage,
            Origins origins,
            ServerConnector connector) {
        this.feed = feed;
        this.log = log;
        this.spool = spool;
        this.pulse = pulse;
        this.garbage = garbage;
        this.origins = origins;
        this.server = connector.getServer();
        this.connector = connector;
    }

    /**
     * Listens as soon as it returns. Until the configuration is there, and Kafka or a spool, senders get 503.
     *
     * @throws IllegalStateException when the port is taken, or the spool's directory by another collector
     */
    public static Collector start(CollectorSettings settings, InstantSource clock) {
        CollectorSettings.Limits limits = settings.limits();
        ConfigurationFeed feed = new ConfigurationFeed(
                settings.portal(), settings.tokenFile(), settings.copy(), clock, limits.batchEvents());
        EventLog log = new EventLog(
                settings.kafka(),
                settings.delivery(),
                settings.spool().isPresent() ? EventLog.AfterFailure.STOP : EventLog.AfterFailure.GO_ON);
        Optional<SpooledLog> spool = spool(log, settings, clock);
        Pulse pulse = new Pulse(
                log,
                clock,
                () -> feed.directory().map(now -> topics(now, spool)),
                () -> spool.map(SpooledLog::behind).orElse(false));
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Origins origins = Origins.of(settings.enrichment());
        ClockCorrection correction = new ClockCorrection(settings.enrichment().clockTolerance());
        spool.ifPresent(known -> known.gauges().bindTo(meters));
        InFlight inFlight = new InFlight(limits.inFlightBytes(), limits.inFlightRequests());
        JvmGcMetrics garbage = bind(meters, inFlight, log, origins);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        ServerConnector connector = connector(server, settings);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(new CollectorHandler(
                feed,
                spool.<DurableLog>map(known -> known).orElse(log),
                new CollectorHandler.Meters(
                        inFlight, new Tally(meters), new ActuatorDoor(feed, log, spool, pulse, meters)),
                new ReplayDoor(feed, log, settings.tokenFile(), correction, limits.batchBytes(), limits.eventBytes()),
                limits,
                new Arrivals(clock, origins, correction),
                threads)));
        server.setStopTimeout(settings.delivery().toMillis() + 2_000);
        Collector collector = new Collector(feed, log, spool, pulse, garbage, origins, connector);
        collector.open();
        return collector;
    }

    /** A heartbeat would say that nothing is missing before it, so a topic with events that are still held gets none. */
    private static Pulse.Topics topics(Directory directory, Optional<SpooledLog> spool) {
        Set<String> events = new HashSet<>(directory.eventTopics());
        spool.ifPresent(known -> events.removeAll(known.heldTopics()));
        return new Pulse.Topics(events, directory.topics());
    }

    private static Optional<SpooledLog> spool(EventLog log, CollectorSettings settings, InstantSource clock) {
        try {
            return settings.spool().map(spool -> SpooledLog.open(log, spool, clock));
        } catch (IllegalStateException e) {
            log.close();
            throw e;
        }
    }

    private static ServerConnector connector(Server server, CollectorSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(1_024);
        return connector;
    }

    private static JvmGcMetrics bind(PrometheusMeterRegistry meters, InFlight inFlight, EventLog log, Origins origins) {
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        JvmGcMetrics garbage = new JvmGcMetrics();
        garbage.bindTo(meters);
        Gauge.builder("tidemark.collector.in.flight", inFlight, InFlight::bytes)
                .baseUnit("bytes")
                .description("Bodies that are being read or wait for Kafka")
                .register(meters);
        Gauge.builder("tidemark.collector.kafka.reachable", log, known -> known.reachable() ? 1 : 0)
                .description("1 when Kafka confirms")
                .register(meters);
        Gauge.builder("tidemark.collector.places", origins, known -> known.knowsPlaces() ? 1 : 0)
                .description("1 when countries of addresses are known")
                .register(meters);
        return garbage;
    }

    private void open() {
        feed.start();
        pulse.start();
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("The collector cannot listen: " + e.getMessage(), e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The collector did not stop cleanly", e);
        } finally {
            pulse.close();
            feed.close();
            spool.ifPresent(SpooledLog::close);
            log.close();
            garbage.close();
            origins.close();
        }
    }
}
