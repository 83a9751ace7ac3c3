package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.CaptureConfig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a database lacks is said with what to do about it, and found by itself once it is there. */
class SetupTest extends WithShop {

    @Test
    void aRoleWithoutReplicationIsToldSoAndGoesOnWhenItHasIt() throws Exception {
        shop.run("alter role " + shop.role() + " noreplication");
        captureCustomers();

        assertThat(waiting("capture-role-too-weak")).contains("ALTER ROLE " + shop.role() + " REPLICATION");

        shop.run("alter role " + shop.role() + " replication");
        awaitFollowing();
    }

    @Test
    void aTableWithoutKeyOrRightsOrAtAllIsNamed() throws Exception {
        shop.run("create table bare (customer_id text)");
        shop.run("grant select on bare to " + shop.role());
        captureTable("bare");
        assertThat(waiting("capture-table-without-key")).contains("public.bare", "REPLICA IDENTITY FULL");

        shop.run("create table hidden (customer_id text primary key)");
        portal.says(shop.captured(table("hidden", Shop.AVRO, 1)));
        assertThat(waiting("capture-table-unreadable")).contains("GRANT SELECT ON public.hidden");

        portal.says(shop.captured(table("nowhere", Shop.AVRO, 1)));
        assertThat(waiting("capture-table-unreadable", "public.nowhere")).contains("there is no such table");
    }

    @Test
    void anArrayIsRefusedByNameUnlessItIsLeftOut() throws Exception {
        shop.run("alter table customers add column tags text[]");
        shop.run("insert into customers values ('a', 'Ada', 1, null, '{x}')");
        captureCustomers();
        assertThat(waiting("capture-column-unsupported")).contains("tags", "text[]", "leave_out");

        portal.says(shop.captured(table("customers", Shop.AVRO, 1, "tags")));

        assertThat(operations(await(1))).containsExactly("read a 1");
    }

    @Test
    void aPublicationThatTheRoleMayNotMakeIsAskedForInSql() throws Exception {
        shop.run("drop publication " + Shop.publication("shop"));
        captureCustomers();

        assertThat(waiting("capture-publication-missing"))
                .contains("CREATE PUBLICATION \"" + Shop.publication("shop") + "\" FOR TABLE \"public\".\"customers\"");

        shop.run("grant create on database "
                + shop.ask("select current_database()").getFirst() + " to " + shop.role());
        shop.run("alter table customers owner to " + shop.role());
        awaitFollowing();
        assertThat(shop.ask("select pubname from pg_publication")).containsExactly(Shop.publication("shop"));
    }

    @Test
    void aSchemaThatDoesNotSayWhatHappenedIsRefused() throws Exception {
        portal.says(shop.captured(table("customers", Shop.AVRO.replace("cdc_op", "operation"), 1)));
        start();

        assertThat(waiting("capture-schema-unusable")).contains("cdc_op");
    }

    @Test
    void wrongCredentialsAndMissingOnesAreTold() throws Exception {
        CaptureConfig.Database right = shop.captured(customers());
        portal.says(new CaptureConfig.Database(
                right.name(),
                right.workspace(),
                right.team(),
                new CaptureConfig.Connection(right.connection().url(), shop.role(), "wrong"),
                right.tables(),
                ""));
        start();
        assertThat(waiting("capture-source-away")).contains("password").doesNotContain("wrong");

        portal.says(new CaptureConfig.Database(
                right.name(),
                right.workspace(),
                right.team(),
                new CaptureConfig.Connection("", "", ""),
                List.of(),
                "there is no connection “shop”"));
        assertThat(waiting("capture-not-connected")).contains("no connection “shop”");
    }

    private void captureTable(String name) throws IOException {
        portal.says(shop.captured(table(name, Shop.AVRO, 1)));
        start();
    }

    private String waiting(String problem) throws IOException {
        return waiting(problem, "");
    }

    private String waiting(String problem, String about) throws IOException {
        JsonNode capture = awaitCapture(state -> state.path("problem").asText().equals(problem)
                && state.path("detail").asText().contains(about));
        assertThat(capture.path("state").asText()).isEqualTo("waiting");
        return capture.path("detail").asText();
    }
}
