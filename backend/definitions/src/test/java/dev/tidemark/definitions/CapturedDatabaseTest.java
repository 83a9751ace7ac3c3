package dev.tidemark.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.internal.FileReader;
import dev.tidemark.definitions.internal.FileReader.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CapturedDatabaseTest {

    private final TreeMap<String, String> files;

    CapturedDatabaseTest() throws IOException {
        files = DemoCompanyTest.files();
    }

    @Test
    void theDemoShopsTablesAreCaptured() {
        CapturedDatabase database = ((Outcome.Good) FileReader.read(files))
                .workspaces().stream()
                        .flatMap(workspace -> workspace.databases().stream())
                        .findFirst()
                        .orElseThrow();

        assertThat(database.connection()).isEqualTo("shop-database");
        assertThat(database.tables())
                .contains(new CapturedDatabase.Table(
                        "public",
                        "customers",
                        "customer_changed",
                        List.of("customer_id"),
                        "customer_id",
                        List.of("password_hash")));
    }

    @Test
    void everythingThatIsWrongIsSaidWithFileAndLine() {
        files.put("storefront/sources/shop-database.yaml", """
                team: growth
                kind: mysql
                connection: Shop
                tables:
                  - table: customers
                    event: customer_changd
                    key: [customer_id]
                  - table: public.products
                    event: product_changed
                    key: []
                    secret: x
                  - table: public.products
                    event: order_placed
                    key: [order]
                """);

        assertThat(faults())
                .anySatisfy(fault ->
                        assertThat(fault).startsWith("storefront/sources/shop-database.yaml:2 Unknown kind “mysql”"))
                .anySatisfy(fault ->
                        assertThat(fault).startsWith("storefront/sources/shop-database.yaml:3 “Shop” is no name"))
                .anySatisfy(fault -> assertThat(fault)
                        .contains("yaml:6 Unknown event type “customer_changd”", "Did you mean customer_changed"))
                .anySatisfy(fault -> assertThat(fault).contains("“key” is missing"))
                .anySatisfy(fault -> assertThat(fault).contains("Unknown key “secret”"))
                .anySatisfy(fault -> assertThat(fault).contains("“public.products” stands here twice"))
                .anySatisfy(fault -> assertThat(fault).contains("order_placed.avsc", "Add the field “cdc_op”"))
                .anySatisfy(fault -> assertThat(fault).contains("Unknown key “order”"));
    }

    @Test
    void aFieldThatADeletedRowHasNotMustTakeNothing() {
        files.computeIfPresent(
                "storefront/events/customers/customer_changed.avsc",
                (path, avsc) -> avsc.replace(
                        "{\"name\": \"email\", \"type\": [\"null\", \"string\"], \"default\": null",
                        "{\"name\": \"email\", \"type\": \"string\""));

        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("storefront/events/customers/customer_changed.avsc:9 A deleted row has no “email”");
    }

    private List<String> faults() {
        return ((Outcome.Broken) FileReader.read(files))
                .faults().stream()
                        .map(fault -> fault.pointer() + " " + fault.detail())
                        .toList();
    }
}
