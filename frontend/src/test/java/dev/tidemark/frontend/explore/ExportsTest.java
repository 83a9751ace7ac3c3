package dev.tidemark.frontend.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.TimeRange;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExportsTest {

    @Test
    void theCommandAsksTheSameQuestion() {
        MetricQuery query = Inquiry.about("storefront", "revenue")
                .by("day", "order__country")
                .over(new TimeRange.Days(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 24)))
                .where(List.of("order__country = 'Côte d''Ivoire'"))
                .comparedWith("7 days")
                .ordered("-revenue", 20)
                .query(Instant.parse("2026-11-26T08:41:30Z"), Optional.empty(), Purpose.NONE);

        assertThat(ApiCall.curl("http://localhost:8080", query)).isEqualTo("""
                curl -sS 'http://localhost:8080/api/v1/query' \\
                  -H "Authorization: Bearer $TIDEMARK_TOKEN" \\
                  -H 'Content-Type: application/json' \\
                  --data-binary @- <<'QUESTION'
                {
                  "metrics" : [ "revenue" ],
                  "group_by" : [ "metric_time__day", "order__country" ],
                  "where" : [ "order__country = 'Côte d''Ivoire'" ],
                  "time_range" : {
                    "start" : "2026-11-01T00:00:00Z",
                    "end" : "2026-11-25T00:00:00Z"
                  },
                  "time_zone" : "Z",
                  "compare" : "7 days",
                  "order_by" : [ "-revenue" ],
                  "limit" : 20
                }
                QUESTION
                """);
    }
}
