package dev.tidemark.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.testbed.NodeClients;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The registry clients of the JavaScript world, as npm delivers them, produce and consume through this registry. Skipped where there is no
 * Node or where npm cannot deliver them.
 */
@Tag("engines")
class RegistryClientsTest {

    @Test
    void confluentsAndKafkaJsClientsProduceAndConsume() throws Exception {
        Optional<NodeClients> clients = NodeClients.installed(
                "@confluentinc/schemaregistry@1.10.1", "@kafkajs/confluent-schema-registry@3.9.0");
        assumeThat(clients).isPresent();
        try (RegistryServer server = RegistryServer.start()) {
            NodeClients.Result result = clients.orElseThrow()
                    .run(
                            RegistryClientsTest.class,
                            "/clients/clients.cjs",
                            Duration.ofMinutes(2),
                            server.url().toString());
            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(result.output().lines())
                    .containsExactly(
                            "confluent avro",
                            "confluent guid",
                            "confluent json",
                            "confluent protobuf",
                            "confluent administration",
                            "confluent governance",
                            "kafkajs");
        }
    }
}
