package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.tidemark.frontend.metrics.MetricView;
import dev.tidemark.frontend.receipts.ReceiptPanel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RoutingProblem;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BaseJsonNode;

@WithMockUser(username = "analyst", roles = "ANALYST")
class MetricPageTest extends PageTest {

    @Test
    void showsTheValueWithItsUnitAndHowFarItIsComplete() {
        revenue();

        assertThat(value().getElement().getAttribute("data-value")).startsWith("184");
        assertThat(value().getText()).matches("18,4\\d\\d\\.50");
        assertThat(text()).contains("GBP", "the last 24 hours", "complete through");
    }

    @Test
    void drawsOneValuePerHourUpToTheTide() {
        revenue();

        JsonNode model = chart();
        assertThat(model.path("grain").asString()).isEqualTo("hour");
        assertThat(model.path("unit").asString()).isEqualTo("GBP");
        assertThat(model.path("kind").asString()).isEqualTo("bar");
        assertThat(model.path("times").size()).isBetween(24, 25);
        assertThat(model.path("series").size()).isEqualTo(1);
        assertThat(model.path("series").get(0).path("values").size())
                .isEqualTo(model.path("times").size());
        assertThat(Instant.parse(model.path("complete_through").asString())).isBefore(Instant.now());
        assertThat(text()).contains("Revenue by hour", "These numbers as a table");
    }

    @Test
    void theReceiptSaysWhichStoresAnsweredAndWhichDidNot() {
        revenue();

        String receipt = text(find(ReceiptPanel.class).single());
        assertThat(receipt)
                .contains("r-019ab8d2", "99.87 % by heartbeats", "warehouse · duckdb", "realtime · pinot", "SELECT SUM")
                .contains("Ways not taken", "stale", "0.0027 USD", "revenue@1.0.0 · 9f2c81d07");
        assertThat(find(Div.class).withClassName("tm-empty").exists())
                .as("a word about a receipt still to come")
                .isFalse();
        assertThat(links()).contains("/api/v1/receipts/r-019ab8d2");
    }

    @Test
    void theDefinitionIsInWordsAndInYaml() {
        revenue();

        assertThat(text())
                .contains("sum of order_amount, where order__event_type = 'order_placed'", "finance", "turnover")
                .contains("As YAML", "type: simple");
    }

    @Test
    void aSplitIsDrawnAsOneLinePerGroup() {
        revenue();

        @SuppressWarnings("unchecked")
        Select<String> by = find(Select.class).single();
        by.setValue("order__country");
        untilText("Revenue by hour and order__country");
        until("four lines", () -> chart().path("series").size() == 4);

        assertThat(chart().path("series").get(0).path("name").asString()).isIn("GB", "FR", "DE", "NL");
    }

    @Test
    void anotherRangeHasItsOwnAddressAndGrain() {
        revenue();

        test(nativeButton("30 d")).click();
        roundTrip();

        untilText("Revenue by day");
        until("thirty days", () -> chart().path("times").size() >= 30);
        assertThat(nativeButton("30 d").getElement().getAttribute("aria-pressed"))
                .isEqualTo("true");
    }

    @Test
    void aProblemIsSaidWithItsRemedyInsteadOfANumber() {
        questions.refuse(new ProblemException(RoutingProblem.BAD_TIME_ZONE, "Mars/Olympus"));
        open("metrics/revenue");

        untilText(RoutingProblem.BAD_TIME_ZONE.title());
        assertThat(text()).contains("Mars/Olympus is not a time zone.", "Use an IANA name", "No answer, so no receipt");
        assertThat(value().getText()).isEqualTo("—");
        assertThat(links()).contains("/problems/bad-time-zone");
    }

    @Test
    void aFailureAfterAnAnswerKeepsTheAnswer() {
        revenue();
        String before = value().getText();

        questions.refuse(new ProblemException(RoutingProblem.BAD_TIME_ZONE, "Mars/Olympus"));
        tides.put("realtime", "orders_rt", "checkout", Instant.now(), 18_500);

        untilText(RoutingProblem.BAD_TIME_ZONE.title());
        assertThat(value().getText()).isEqualTo(before);
    }

    @Test
    void aDefectIsNotShownFromTheInside() {
        questions.refuse(new IllegalStateException("jdbc:secret"));
        open("metrics/revenue");

        untilText("This part of the page failed");
        assertThat(text()).doesNotContain("jdbc:secret");
    }

    @Test
    void aMetricThatNobodyDefinesLeadsToTheOneThatIsMeant() {
        open("metrics/revenu");

        assertThat(text()).contains("404", "There is no such metric", "revenu", "Did you mean revenue or ");
        assertThat(links()).contains("metrics/revenue");
    }

    private void revenue() {
        navigate(MetricView.class, Map.of("name", "revenue"));
        until("a value", () -> value().getText().contains("18,4"));
    }

    private Span value() {
        return find(Span.class).withId("metric-value").single();
    }

    private JsonNode chart() {
        return (BaseJsonNode) find(com.vaadin.flow.component.Component.class)
                .withCondition(part -> part.getElement().getTag().equals("tm-chart"))
                .single()
                .getElement()
                .getPropertyRaw("model");
    }
}
