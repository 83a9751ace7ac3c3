package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.MetricName;
import dev.tidemark.router.internal.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class QuestionTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T00:00:00Z", "2026-11-24T00:00Z", "2026-11-24T01:00:00.000+01:00"})
    void an_instant_is_read_in_every_form_of_iso_8601(String text) {
        assertThat(read(text).start()).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @Test
    void anything_else_is_answered_with_what_an_instant_looks_like() {
        assertThatThrownBy(() -> read("yesterday"))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("2026-11-24T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"metric_time__month\"",
                "\"TimeDimension('metric_time', 'month')\"",
                "\"{{ Dimension('metric_time').grain('month') }}\"",
                "{\"name\": \"metric_time\", \"grain\": \"MONTH\"}"
            })
    void a_name_is_read_in_every_form_that_clients_write(String name) {
        assertThat(names(name)).isEqualTo("metric_time__month");
    }

    @Test
    void a_name_in_pieces_has_a_way_a_part_of_the_date_and_an_order() {
        assertThat(names("{\"name\": \"born\", \"entity_path\": [\"order\", \"customer\"], \"date_part\": \"year\"}"))
                .isEqualTo("order__customer__born__extract_year");
        assertThat(names("{\"name\": \"revenue\", \"descending\": true}")).isEqualTo("-revenue");
        assertThat(names("\"Metric('revenue').descending(True)\"")).isEqualTo("-revenue");
    }

    @Test
    void a_name_may_say_what_its_column_is_called() {
        MetricQuery query = Json.question("""
                {"metrics": [{"name": "revenue", "alias": "sales"}, {"metric": "orders", "alias": "bought"}, "Metric('visits').alias('seen')"],
                 "group_by": [{"name": "metric_time", "grain": "month", "alias": "month"}, "Dimension('order__country', alias='country')"],
                 "order_by": [{"name": "revenue", "alias": "sales", "descending": true}, "month"],
                 "aliases": {"order__city": "city"}}""");
        assertThat(query.metrics()).extracting(MetricName::value).containsExactly("revenue", "orders", "visits");
        assertThat(query.groupBy()).containsExactly("metric_time__month", "order__country");
        assertThat(query.orderBy()).containsExactly("-revenue", "month");
        assertThat(query.aliases().byName())
                .containsOnly(
                        Map.entry("revenue", "sales"),
                        Map.entry("orders", "bought"),
                        Map.entry("visits", "seen"),
                        Map.entry("metric_time__month", "month"),
                        Map.entry("order__country", "country"),
                        Map.entry("order__city", "city"));
        assertThat(Json.question("{\"metrics\": [\"revenue\"]}").aliases()).isEqualTo(Aliases.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"grain\": \"month\"}",
                "{\"name\": \"born\", \"granularity\": \"day\"}",
                "\"Measure('revenue')\""
            })
    void a_name_that_means_nothing_is_refused(String name) {
        assertThatThrownBy(() -> names(name)).isInstanceOf(JacksonException.class);
    }

    /** The name as it is read, once to group and once to order by. */
    private static String names(String json) {
        MetricQuery query =
                Json.read("{\"group_by\": [" + json + "], \"order_by\": [" + json + "]}", MetricQuery.class);
        assertThat(query.orderBy()).isEqualTo(query.groupBy());
        return query.groupBy().getFirst();
    }

    private static TimeSpan read(String start) {
        return Json.read("{\"start\": \"" + start + "\", \"end\": null}", TimeSpan.class);
    }
}
