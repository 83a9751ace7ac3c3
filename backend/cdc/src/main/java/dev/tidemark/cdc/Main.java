package dev.tidemark.cdc;

import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The capture's process, set up by its environment; see {@link CdcSettings}. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) {
        CdcSettings settings = CdcSettings.of(System.getenv());
        try {
            Cdc cdc = Cdc.start(settings, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(cdc::close, "stop"));
            LOG.info("Health and metrics at http://{}:{}/actuator/health", settings.bind(), cdc.port());
        } catch (IOException e) {
            LOG.error("Cannot listen at {}:{}: {}", settings.bind(), settings.port(), e.getMessage());
            System.exit(1);
        }
    }
}
