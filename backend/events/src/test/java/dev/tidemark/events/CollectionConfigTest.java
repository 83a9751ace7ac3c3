package dev.tidemark.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectionConfigTest {

    private static final String JSON = """
            {"version":"v1","sources":[{"name":"web-shop","workspace":"storefront","team":"web","mode":"strict","families":["orders"],\
            "events_per_second":500,"max_age":"PT2880H","max_ahead":"PT1H","key_sha256":["ab"]}],\
            "families":[{"name":"orders","topic":"events.orders","quarantine_topic":"quarantine.orders","partitions":4}],\
            "types":[{"name":"order_placed","family":"orders","latest":1,"versions":[{"version":1,"schema_id":17,"schema":"{}"}]}]}""";

    @Test
    void readsAndWritesTheAgreedShape() {
        CollectionConfig config = CollectionConfig.parse(JSON.getBytes(UTF_8));
        assertThat(config)
                .isEqualTo(new CollectionConfig(
                        "v1",
                        List.of(new CollectionConfig.Source(
                                "web-shop",
                                "storefront",
                                "web",
                                CollectionConfig.Mode.STRICT,
                                List.of("orders"),
                                500,
                                Duration.ofDays(120),
                                Duration.ofHours(1),
                                List.of("ab"))),
                        List.of(new CollectionConfig.Family("orders", "events.orders", "quarantine.orders", 4)),
                        List.of(new CollectionConfig.Type(
                                "order_placed", "orders", 1, List.of(new CollectionConfig.Version(1, 17, "{}"))))));
        assertThat(config.toJson()).asString(UTF_8).isEqualTo(JSON);
    }

    @Test
    void aVersionMayTellTheNameOfItsSchema() {
        String told = JSON.replace("\"schema\":\"{}\"", "\"schema\":\"{}\",\"guid\":\"018f\"");
        CollectionConfig config = CollectionConfig.parse(told.getBytes(UTF_8));
        assertThat(config.types().get(0).versions().get(0).guid()).isEqualTo("018f");
        assertThat(config.toJson()).asString(UTF_8).isEqualTo(told);
    }

    @Test
    void aNewerPortalMayAddMembersButNotLeaveAnyOut() {
        assertThat(CollectionConfig.parse(JSON.replace("\"version\":\"v1\"", "\"version\":\"v1\",\"new\":{}")
                                .getBytes(UTF_8))
                        .version())
                .isEqualTo("v1");
        assertThatThrownBy(() -> CollectionConfig.parse(
                        JSON.replace("\"team\":\"web\",", "").getBytes(UTF_8)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("team");
    }
}
