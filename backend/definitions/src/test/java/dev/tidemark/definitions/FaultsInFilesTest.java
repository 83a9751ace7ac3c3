package dev.tidemark.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.internal.FileReader;
import dev.tidemark.definitions.internal.FileReader.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsInFilesTest {

    @Test
    void the_small_company_holds_together() {
        assertThat(FileReader.read(SmallCompany.files())).isInstanceOf(Outcome.Good.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            shop/teams.yaml                        | members: [anna]      | members: anna             | teams.yaml:5 | must be a list
            shop/teams.yaml                        | title: Web           | tittle: Web               | teams.yaml:3 | Did you mean title
            shop/teams.yaml                        | gib_per_day: 1.5     | gib_per_day: 0            | teams.yaml:6 | above zero
            shop/teams.yaml                        | gib_per_day: 1.5     | gib_per_day: 1e-999999999 | teams.yaml:6 | digits
            shop/teams.yaml                        | gib_per_day          | gb_per_day                | teams.yaml:6 | Did you mean gib_per_day
            shop/sources/web-shop.yaml             | mode: strict         | mode: strickt             | web-shop.yaml:2 | Did you mean strict
            shop/sources/web-shop.yaml             | max_age: P30D        | max_age: 30 days          | web-shop.yaml:4 | ISO 8601
            shop/sources/web-shop.yaml             | families: [orders]   | families: [order]         | web-shop.yaml:3 | Did you mean orders
            shop/sources/web-shop.yaml             | mode: strict         | team: web                 | web-shop.yaml:2 | stands here twice
            shop/sources/web-shop.yaml             | mode: strict         | mode: [strict             | web-shop.yaml:3 | not YAML
            shop/events/orders/family.yaml         | partitions: 2        | partitions: none          | family.yaml:1 | whole number
            shop/events/orders/order_placed.avsc   | "order_placed"       | "order_placd"             | order_placed.avsc:3 | like its file
            shop/events/orders/order_placed.avsc   | "order_id"           | "orderId"                 | order_placed.avsc:5 | no name for a property
            shop/events/orders/order_placed.avsc   | "order_id"           | "user_id"                 | order_placed.avsc:5 | every event already has
            shop/events/orders/order_placed.avsc   | "string"},           | "string"}                 | order_placed.avsc:6 | not JSON
            shop/events/orders/order_placed.avsc   | "string"},           | "text"},                  | order_placed.avsc | no Avro schema
            shop/events/orders/order_placed.avsc   | "order_id", "type": "string" | "order_id", "type": ["null", {"type": "bytes", "logicalType": "decimal", "precision": 2000000000, "scale": 1999999999}] | order_placed.avsc:5 | at most 38
            shop/events/orders/order_placed.yaml   | pii_fields: [email]  | pii_fields: [mail]        | order_placed.yaml:3 | Did you mean email
            shop/transforms/fact_orders.yaml       | raw.events_orders    | raw.events_order          | fact_orders.yaml:4 | Did you mean raw.events_orders
            shop/transforms/fact_orders.yaml       | raw.events_orders    | model.fact_orders         | fact_orders.yaml:4 | reads its own result
            shop/transforms/fact_orders.yaml       | time_column: ordered_at | every: PT5M            | fact_orders.yaml:3 | time_column
            shop/transforms/fact_orders.yaml       | materialization: partition | materialization: scd2 | fact_orders.yaml:3 | effective_time
            shop/policies.yaml                     | otherwise: allow     | rows: []                  | policies.yaml:1 | “otherwise” is missing
            shop/policies.yaml                     | otherwise: allow     | otherwise: alow           | policies.yaml:1 | Did you mean allow
            shop/policies.yaml                     | roles: [analyst]     | roles: [analist]          | policies.yaml:9 | Did you mean analyst
            shop/policies.yaml                     | roles: [analyst]     | role: [analyst]           | policies.yaml:9 | names nobody
            shop/policies.yaml                     | teams: [web]         | teams: [wob]              | policies.yaml:10 | Did you mean web
            shop/policies.yaml                     | - team: web          | - team: wob               | policies.yaml:3 | Did you mean web
            shop/policies.yaml                     | countries: [         | team: [                   | policies.yaml:4 | Everybody has “team” anyway
            shop/policies.yaml                     | models: [orders]     | models: []                | policies.yaml:7 | “models” is empty
            shop/policies.yaml                     | name: no_mail        | name: own_countries       | policies.yaml:12 | stands here twice
            shop/policies.yaml                     | orders.email         | email                     | policies.yaml:13 | names no dimension
            shop/policies.yaml                     | show: text           | show: hash                | policies.yaml:14 | go together
            shop/policies.yaml                     | show: text           | show: txt                 | policies.yaml:14 | Did you mean text
            shop/transforms/fact_orders.yaml       | not_null: [event_id] | nonnull: [event_id]       | fact_orders.yaml:9 | This is no check
            """)
    void a_fault_names_its_file_and_line(String file, String right, String wrong, String place, String said) {
        SortedMap<String, String> files = SmallCompany.files();
        assertThat(files.get(file)).contains(right);
        files.merge(file, "", (text, none) -> text.replace(right, wrong));
        assertThat(said(files))
                .anySatisfy(fault -> assertThat(fault).contains(place + ": ").contains(said));
    }

    @Test
    void a_table_is_named_after_what_it_is() {
        SortedMap<String, String> files = SmallCompany.files();
        files.put("shop/transforms/orders.sql", "SELECT 1 AS one FROM raw.events_orders");
        files.put(
                "shop/transforms/orders.yaml",
                "owner: web\ndescription: x\ninputs: [raw.events_orders]\nmaterialization: full\n");
        assertThat(said(files))
                .singleElement()
                .asString()
                .contains("fact_<event>, dim_<entity> or agg_<grain>_<subject>");
    }

    @Test
    void a_policy_says_for_whom_it_holds_and_what_it_does() {
        if (!(FileReader.read(SmallCompany.files()) instanceof Outcome.Good(var workspaces))) {
            throw new AssertionError("the small company has faults");
        }
        AccessPolicies policies = workspaces.getFirst().policies();
        assertThat(workspaces.getFirst().teams().getFirst().quota())
                .isEqualTo(new Quota(Optional.of(60), Optional.of(3L << 29), Optional.of(new BigDecimal("2.50"))));
        assertThat(policies.otherwise()).isEqualTo(AccessPolicies.Otherwise.ALLOW);
        assertThat(policies.attributes().getFirst().values()).containsEntry("countries", List.of("France", "Spain"));
        assertThat(policies.rows().getFirst().audience().to().roles()).containsExactly("analyst");
        assertThat(policies.rows().getFirst().audience().except().teams()).containsExactly("web");
        assertThat(policies.columns().getFirst().treatment()).isEqualTo(new ColumnPolicy.Treatment.Text("not shown"));
    }

    @Test
    void a_file_nobody_reads_is_a_fault() {
        SortedMap<String, String> files = SmallCompany.files();
        files.put("shop/sources/web-shop.yml", "team: web\n");
        assertThat(said(files)).singleElement().asString().contains("Nothing reads this file");
    }

    @Test
    void names_of_topics_and_keys_are_taken_once_in_the_whole_repository() {
        SortedMap<String, String> files = SmallCompany.files();
        SmallCompany.files().forEach((path, text) -> files.put(path.replace("shop/", "store/"), text));
        assertThat(said(files))
                .anySatisfy(f -> assertThat(f).contains("The family “orders” is already defined in shop/"))
                .anySatisfy(f -> assertThat(f).contains("The source “web-shop” is already defined in shop/"));
    }

    private static java.util.List<String> said(SortedMap<String, String> files) {
        return switch (FileReader.read(files)) {
            case Outcome.Broken(var faults) ->
                faults.stream().map(f -> f.pointer() + ": " + f.detail()).toList();
            case Outcome.Good(var workspaces) -> java.util.List.of();
        };
    }
}
