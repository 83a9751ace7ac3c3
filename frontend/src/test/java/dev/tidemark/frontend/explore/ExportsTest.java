package dev.tidemark.frontend.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.TimeRange;
import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Completeness;
import dev.tidemark.router.Cost;
import dev.tidemark.router.Exactness;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Purpose;
import dev.tidemark.router.Receipt;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExportsTest {

    @Test
    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    void csvKeepsEveryDigitAndQuotesWhatNeedsIt() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(row(OffsetDateTime.parse("2026-11-26T00:00:00Z"), "France, south", new BigDecimal("1E+3")));
        rows.add(row(null, "say \"hi\"", null));
        Answer answer = new Answer(
                List.of(
                        new AnswerColumn("metric_time__day", AnswerColumn.Type.TIMESTAMP, null),
                        new AnswerColumn("order__country", AnswerColumn.Type.STRING, null),
                        new AnswerColumn("revenue", AnswerColumn.Type.DECIMAL, "GBP")),
                rows,
                receipt());

        assertThat(Csv.of(answer)).isEqualTo("""
                metric_time__day,order__country,revenue\r
                2026-11-26T00:00:00Z,"France, south",1000\r
                ,"say ""hi\""",\r
                """);
    }

    @SuppressWarnings("NullAway") // cells may be absent
    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

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

    private static Receipt receipt() {
        Instant now = Instant.parse("2026-11-26T08:41:30Z");
        return new Receipt(
                "r-1",
                now,
                now,
                now,
                Completeness.UNKNOWN,
                Exactness.EXACT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Cost(BigDecimal.ZERO, null, "USD", "growth"),
                List.of(),
                List.of(),
                "miss");
    }
}
