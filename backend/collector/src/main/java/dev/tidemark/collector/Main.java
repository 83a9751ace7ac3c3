package dev.tidemark.collector;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collector's process, set up by its environment; see {@link CollectorSettings}. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) {
        CollectorSettings settings = CollectorSettings.of(System.getenv());
        try {
            Collector collector = Collector.start(settings, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(collector::close, "stop"));
            LOG.info("Listening on http://{}:{}", settings.bind(), collector.port());
        } catch (IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            System.exit(1);
        }
    }
}
