package dev.tidemark.testbed.internal;

import dev.tidemark.local.engines.PostgresPart;
import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Trino;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The engines of an installation that runs already. */
record RunningHome(Home home, Ports ports) implements Engines {

    static RunningHome at(Path folder) {
        Home home = new Home(folder);
        try {
            return new RunningHome(home, Ports.load(home));
        } catch (IOException e) {
            throw new UncheckedIOException("TIDEMARK_TEST_HOME is no installation: " + folder, e);
        }
    }

    @Override
    public Server postgres() {
        try {
            String password =
                    Files.readString(home.secrets().postgresPassword()).strip();
            return new Server(EngineAddress.local(ports.of("postgres")), PostgresPart.USER, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public EngineAddress kafka() {
        return EngineAddress.local(ports.of("kafka"));
    }

    @Override
    public EngineAddress flink() {
        return EngineAddress.local(ports.of("flink"));
    }

    @Override
    public EngineAddress pinotController() {
        return EngineAddress.local(ports.of("pinot_controller"));
    }

    @Override
    public EngineAddress pinotBroker() {
        return EngineAddress.local(ports.of("pinot_broker"));
    }

    @Override
    public Optional<Trino> trino() {
        int port = ports.of("trino");
        if (!Ports.taken(port)) {
            return Optional.empty();
        }
        Server server = postgres();
        return Optional.of(new Trino(
                "jdbc:trino://" + EngineAddress.local(port).hostAndPort() + "/lake",
                new Database(server.url(PostgresPart.DATABASE), server.user(), server.password()),
                home.data("lake")));
    }
}
