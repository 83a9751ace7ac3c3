package dev.tidemark.frontend.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.TimeRange;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InquiryTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:41:30Z");
    private static final Optional<ZoneId> LONDON = Optional.of(ZoneId.of("Europe/London"));

    private static final Inquiry WHOLE = new Inquiry(
            "retail",
            List.of("revenue", "orders"),
            List.of("order__country", "order__channel"),
            "week",
            new TimeRange.Days(LocalDate.of(2026, 11, 3), LocalDate.of(2026, 11, 24)),
            "Asia/Tokyo",
            List.of(
                    Condition.parse("order__country IN ('France', 'Côte d''Ivoire & more')"),
                    Condition.parse("order__channel = 'a' OR order__channel = 'b'")),
            "previous_period",
            "-revenue__change",
            50,
            "sold_abroad");

    @Test
    void allOfItIsInItsAddress() {
        String address = WHOLE.address();

        assertThat(address).startsWith("explore?").doesNotContain(" ");
        assertThat(Inquiry.of(QueryParameters.fromString(address.substring("explore?".length()))))
                .isEqualTo(WHOLE);
    }

    @Test
    void anEmptyAddressIsANewQuestion() {
        assertThat(Inquiry.of(QueryParameters.empty())).isEqualTo(Inquiry.about("storefront"));
    }

    @Test
    void whatCannotBeReadInAnAddressIsAsInANewQuestion() {
        Inquiry inquiry = Inquiry.of(QueryParameters.fromString("metrics=revenue,&range=soon&limit=lots&where="));

        assertThat(inquiry).isEqualTo(Inquiry.about("storefront", "revenue"));
    }

    @Test
    void isTheQuestionThatTheRouterTakes() {
        MetricQuery query = WHOLE.query(NOW, LONDON, Purpose.NONE);

        assertThat(query.workspace()).isEqualTo("retail");
        assertThat(query.metrics()).containsExactly(new MetricName("revenue"), new MetricName("orders"));
        assertThat(query.groupBy()).containsExactly("metric_time__week", "order__country", "order__channel");
        assertThat(query.where()).hasSize(2);
        assertThat(query.timeZone()).isEqualTo("Asia/Tokyo");
        assertThat(query.compare()).isEqualTo("previous_period");
        assertThat(query.orderBy()).containsExactly("-revenue__change");
        assertThat(query.limit()).isEqualTo(50);
    }

    @Test
    void startsWithAWholeBucketInTheZoneThatCounts() {
        MetricQuery query = WHOLE.query(NOW, LONDON, Purpose.NONE);

        // The Monday of that week, at midnight in Tokyo; the 24th is in it.
        assertThat(query.timeRange().start()).isEqualTo(Instant.parse("2026-11-01T15:00:00Z"));
        assertThat(query.timeRange().end()).isEqualTo(Instant.parse("2026-11-24T15:00:00Z"));
    }

    @Test
    void usesTheDaysOfTheMetricWhenNoZoneIsPicked() {
        MetricQuery query = Inquiry.about("storefront", "revenue")
                .over(TimeRange.Preset.TODAY)
                .query(NOW, Optional.of(ZoneId.of("America/New_York")), Purpose.NONE);

        assertThat(query.timeZone()).isEqualTo("America/New_York");
        assertThat(query.timeRange().start()).isEqualTo(Instant.parse("2026-11-26T05:00:00Z"));
    }

    @Test
    void leavesAWrongZoneToTheRouterToRefuse() {
        MetricQuery query =
                Inquiry.about("storefront", "revenue").inZone("Mars/Olympus").query(NOW, LONDON, Purpose.NONE);

        assertThat(query.timeZone()).isEqualTo("Mars/Olympus");
    }

    @Test
    void groupsWithoutTimeComeWithTheLargestFirst() {
        Inquiry grouped = Inquiry.about("storefront", "revenue").by("", "order__country");

        assertThat(grouped.query(NOW, LONDON, Purpose.NONE).orderBy()).containsExactly("-revenue");
        assertThat(grouped.by("day", "order__country")
                        .query(NOW, LONDON, Purpose.NONE)
                        .orderBy())
                .isEmpty();
    }
}
