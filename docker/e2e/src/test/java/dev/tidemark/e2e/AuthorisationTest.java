package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every door asks who knocks, and lets in only those it is for. */
@Tag("engines")
@Order(1)
class AuthorisationTest {

    private final Platform platform = Platform.running();

    /** The least role that may come in, and one that may not. */
    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/metrics,                       analyst, ",
        "GET,  /api/v1/freshness,                     analyst, ",
        "GET,  /api/v1/jobs,                          analyst, ",
        "GET,  /api/v1/transforms,                    analyst, ",
        "GET,  /api/v1/maintenance/runs,              analyst, ",
        "POST, /api/v1/transforms/fact_orders/runs,   builder, analyst",
        "POST, /api/v1/maintenance/runs,              admin,   builder",
        "GET,  /api/v1/rollups,                       analyst, ",
        "POST, /api/v1/rollups/shop/none/proof,       builder, analyst",
        "POST, /api/v1/rollups/shop/none/release,     builder, finance",
        "GET,  /api/v1/incidents,                     analyst, ",
        "POST, /api/v1/incidents/1/acknowledge,       builder, analyst",
        "POST, /api/v1/incidents/1/resolve,           builder, finance",
        "GET,  /api/v1/notices/subscriptions,         admin,   builder",
        "POST, /api/v1/notices/subscriptions,         admin,   builder",
        "POST, /registry/subjects/nobody/versions,    builder, analyst",
        "POST, /registry/subjects/no%2Fbody/versions, builder, analyst",
        "PUT,  /registry/config/nobody,               builder, finance",
        "PUT,  /registry/contexts/.a/config/nobody,   builder, finance",
        "GET,  /internal/v1/collection,               ,        admin"
    })
    void aDoorIsOpenToItsRoleAndToNobodyBelow(String method, String path, String invited, String refused) {
        assertThat(knock(method, path, Optional.empty()).status()).as("nobody").isEqualTo(401);
        assertThat(knock(method, path, Optional.of("nonsense")).status())
                .as("a made-up token")
                .isEqualTo(401);
        if (refused != null) {
            Platform.Reply reply = knock(method, path, Optional.of(platform.apiToken(refused)));
            assertThat(reply.status()).as(refused).isEqualTo(403);
            assertThat(reply.json().get("code").asString()).isEqualTo("forbidden");
        }
        if (invited != null) {
            assertThat(knock(method, path, Optional.of(platform.apiToken(invited)))
                            .status())
                    .as(invited)
                    .isNotIn(401, 403);
        }
    }

    @Test
    void aSlashIsPartOfASubjectsNameAndOfNoOtherPath() {
        Platform.Reply subject =
                knock("GET", "/registry/subjects/no%2Fbo%25dy/versions", Optional.of(platform.apiToken("analyst")));
        assertThat(subject.status()).isEqualTo(404);
        assertThat(subject.json().get("error_code").asInt()).isEqualTo(40401);
        assertThat(subject.json().get("message").asString()).contains("no/bo%dy");
        assertThat(knock("GET", "/api%2Fv1/metrics", Optional.of(platform.apiToken("admin")))
                        .status())
                .isEqualTo(400);
        assertThat(knock("GET", "/registry/..%2Fapi/v1/metrics", Optional.empty())
                        .status())
                .isNotEqualTo(200);
    }

    @Test
    void aPageSendsAStrangerToTheLogin() {
        Platform.Reply reply = platform.send(HttpRequest.newBuilder(platform.portal("/metrics/revenue")));
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.response().headers().firstValue("Location").orElse("")).endsWith("/login");
    }

    @Test
    void aWriteKeyReadsNothingAndAnApiTokenWritesNothing() {
        assertThat(knock("GET", "/api/v1/metrics", Optional.of(platform.writeKey("web-shop")))
                        .status())
                .isEqualTo(401);
        assertThat(platform.collect(
                                "/v1/events",
                                Optional.of(platform.apiToken("admin")),
                                Orders.json(Orders.placed("u-door", "1.00", "France")))
                        .status())
                .isEqualTo(401);
    }

    private Platform.Reply knock(String method, String path, Optional<String> token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(platform.portal(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return platform.send(request);
    }
}
