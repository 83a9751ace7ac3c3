package dev.tidemark.testbed;

import dev.tidemark.testbed.internal.Databases;
import dev.tidemark.testbed.internal.EngineAddress;
import dev.tidemark.testbed.internal.Engines;
import java.net.URI;
import java.util.Optional;

/**
 * Real engines for tests. Each is looked for in this order: the running installation that {@code TIDEMARK_TEST_HOME}
 * names; Docker (PostgreSQL and Kafka only); an engine that this JVM starts in a folder of its own on free ports. What
 * this JVM has started it stops when it ends. The first call for an engine may take a minute, further ones nothing.
 * Thread-safe.
 *
 * <p>Engines are shared: tests take their own database, and topics and tables with names of their own.
 */
public final class Testbed {

    private static final Engines ENGINES = Engines.choose(System.getenv());

    private Testbed() {}

    /** A new, empty database on the shared server; dropped when the JVM ends. */
    public static Database postgres() {
        return Databases.create(ENGINES.postgres());
    }

    /** Kafka's bootstrap address, {@code host:port}. Topics are not made by themselves. */
    public static String kafka() {
        return ENGINES.kafka().hostAndPort();
    }

    /** The REST address of a Flink session cluster whose class path has the jobs module, if that has been built. */
    public static URI flink() {
        return ENGINES.flink().http();
    }

    public static Pinot pinot() {
        EngineAddress controller = ENGINES.pinotController();
        return new Pinot(controller.http(), ENGINES.pinotBroker().http());
    }

    /**
     * Trino, only where the installation of {@code TIDEMARK_TEST_HOME} runs one: it is a download of 800 MB, so none is started
     * unasked. {@code ./tidemark test --with trino} starts one.
     */
    public static Optional<Trino> trino() {
        return ENGINES.trino();
    }
}
