package dev.tidemark.testbed.internal;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL and Kafka in containers, which Testcontainers removes when the JVM ends; the other engines as our own. */
final class Containers implements Engines {

    private final OwnEngines own;
    private @Nullable PostgreSQLContainer postgres;
    private @Nullable KafkaContainer kafka;

    Containers(OwnEngines own) {
        this.own = own;
    }

    static boolean answering() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public synchronized Server postgres() {
        PostgreSQLContainer running = postgres;
        if (running == null) {
            running = new PostgreSQLContainer("postgres:18")
                    .withCommand("postgres", "-c", "fsync=off", "-c", "wal_level=logical");
            running.start();
            postgres = running;
        }
        return new Server(
                new EngineAddress(running.getHost(), running.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)),
                running.getUsername(),
                running.getPassword());
    }

    @Override
    public synchronized EngineAddress kafka() {
        KafkaContainer running = kafka;
        if (running == null) {
            running = new KafkaContainer("apache/kafka:4.1.0");
            running.start();
            kafka = running;
        }
        String[] address =
                running.getBootstrapServers().replaceFirst("^.*://", "").split(":", 2);
        return new EngineAddress(address[0], Integer.parseInt(address[1]));
    }

    @Override
    public EngineAddress flink() {
        return own.flink();
    }

    @Override
    public EngineAddress pinotController() {
        return own.pinotController();
    }

    @Override
    public EngineAddress pinotBroker() {
        return own.pinotBroker();
    }
}
