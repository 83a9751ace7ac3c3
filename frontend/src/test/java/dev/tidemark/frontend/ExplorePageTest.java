package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.FocusNotifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.Location;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.frontend.explore.ExploreView;
import dev.tidemark.frontend.receipts.ReceiptPanel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.RoutingProblem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BaseJsonNode;

@WithMockUser(username = "analyst", roles = "ANALYST")
class ExplorePageTest extends PageTest {

    @Test
    void anEmptyPageSaysWhatToDoAndOffersQuestionsToBeginWith() {
        navigate(ExploreView.class);

        assertThat(text()).contains("Nothing asked yet", "Pick a metric above", "by day, last 30 days");
        assertThat(links()).contains("explore?metrics=revenue&grain=day&range=last_30_days");
        assertThat(run().isEnabled()).isFalse();
    }

    @Test
    void theRouteThePriceAndTheFreshnessAreShownBeforeAnythingRuns() {
        navigate(ExploreView.class);

        pick("revenue");

        untilText("0.0031 USD");
        assertThat(text(find(Div.class).withClassName("tm-route").single()))
                .contains("warehouse", "realtime", "charged to", "growth", "complete through")
                .contains("Why this way; 1 way not taken", "12 min behind", "stale")
                .contains("SQL per store", "SELECT SUMPRECISION(amount)");
        assertThat(text()).contains("Nothing asked yet", "The receipt comes with the answer");
        assertThat(run().isEnabled()).isTrue();
    }

    @Test
    void whatWouldBeOtherwiseIsDecidedBesideWhatIs() {
        navigate(ExploreView.class);
        pick("revenue");
        untilText("What if…");

        test(choice("a table of these sums were there")).click();
        untilText("would save 0.0021 USD");
        assertThat(text(find(Div.class).withClassName("tm-what-if").single()))
                .contains("If a rollup by day", "as it is", "as it would be", "0.0031 USD")
                .doesNotContain("earlier");

        test(choice("an hour behind were good enough")).click();
        untilText("would be complete through 5 min earlier");
        assertThat(text()).contains("If at most 60 min behind", "would save 0.0021 USD");

        test(choice("the warehouse store were away")).click();
        untilText("refused");
        assertThat(links()).contains("/problems/no-store-can-answer");
        assertThat(text(find(Div.class).withClassName("tm-what-if").single()))
                .contains("No store can answer that.")
                .doesNotContain("would save");
        assertThat(text()).contains("Nothing asked yet");
    }

    private NativeButton choice(String words) {
        return find(NativeButton.class).withText(words).single();
    }

    @Test
    void aQuestionThatCannotBeAnsweredSaysSoBeforeItRuns() {
        questions.refuse(new ProblemException(RoutingProblem.BAD_TIME_ZONE, "Mars/Olympus"));
        navigate(ExploreView.class);

        pick("revenue");

        untilText(RoutingProblem.BAD_TIME_ZONE.title());
        assertThat(text()).contains("Mars/Olympus is not a time zone.", "Use an IANA name");
        assertThat(links()).contains("/problems/bad-time-zone");
    }

    @Test
    void anAddressRestoresTheQuestionAndAnswersIt() {
        open("explore?metrics=revenue,orders&by=order__country&range=today&where=order__channel%20%3D%20%27app%27"
                + "&compare=7%20days&order=orders&limit=3");

        untilText("Revenue, Orders by country, today");
        MetricQuery query = questions.asked().getLast();
        assertThat(query.metrics()).containsExactly(new MetricName("revenue"), new MetricName("orders"));
        assertThat(query.groupBy()).containsExactly("order__country");
        assertThat(query.where()).containsExactly("order__channel = 'app'");
        assertThat(query.compare()).isEqualTo("7 days");
        assertThat(query.orderBy()).containsExactly("orders");
        assertThat(query.limit()).isEqualTo(3);
        assertThat(query.timeZone()).isEqualTo("Europe/London");
        assertThat(picker("Metrics").getValue()).containsExactlyInAnyOrder("revenue", "orders");
        assertThat(picker("Group by").getValue()).containsExactly("order__country");
        assertThat(picker("Values").getValue()).containsExactly("app");
    }

    @Test
    void runningHasAnAddressOfItsOwn() {
        navigate(ExploreView.class);
        pick("revenue");
        picker("Group by").setValue(Set.of("order__country"));

        test(run()).click();
        roundTrip();

        untilText("Revenue by country, last 7 days");
        Location address = UI.getCurrent().getInternals().getActiveViewLocation();
        assertThat(address.getPath()).isEqualTo("explore");
        assertThat(address.getQueryParameters().getQueryString().split("&"))
                .containsExactlyInAnyOrder("metrics=revenue", "by=order__country", "range=last_7_days");
    }

    @Test
    void groupsAreBarsAndATable() {
        open("explore?metrics=revenue&by=order__country,order__channel");
        untilText("Revenue by country and channel");

        JsonNode model = chart();
        assertThat(model.path("kind").asString()).isEqualTo("category");
        assertThat(model.path("categories").get(0).asString()).isEqualTo("GB · GB");
        assertThat(model.path("categories").get(3).asString()).isEqualTo("NL · (none)");
        assertThat(model.path("unit").asString()).isEqualTo("GBP");
        Grid<?> table = find(Grid.class).single();
        assertThat(test(table).size()).isEqualTo(4);
        assertThat(test(table).getHeaderCell(2)).isEqualTo("Revenue (GBP)");
        assertThat(test(table).getCellText(0, 2)).isEqualTo("4,802.00");
        assertThat(test(table).getCellText(3, 1)).isEqualTo("(none)");
        assertThat(text()).contains("4 rows", "CSV", "Copy as curl");
    }

    @Test
    void timeIsALineWithWhatItIsComparedWith() {
        open("explore?metrics=average_order_value&grain=hour&range=last_24_hours&compare=7%20days");
        untilText("Average order value by hour, last 24 hours");

        JsonNode model = chart();
        assertThat(model.path("kind").asString()).isEqualTo("line");
        assertThat(model.path("series").size()).isEqualTo(2);
        assertThat(model.path("series").get(1).path("name").asString()).isEqualTo("a week earlier");
        assertThat(model.path("series").get(1).path("before").asBoolean()).isTrue();
        assertThat(model.path("times").size()).isBetween(24, 25);
    }

    @Test
    void metricsOfDifferentUnitsHaveAChartEach() {
        open("explore?metrics=revenue,orders&grain=day");
        untilText("Revenue, Orders by day");

        assertThat(charts()).hasSize(2);
    }

    @Test
    void aSingleNumberIsShownAsOneWithItsChange() {
        open("explore?metrics=revenue&range=today&compare=previous_period");
        untilText("Revenue, today");

        assertThat(text(find(Div.class).withClassName("tm-numbers").single()))
                .contains("18,4", "GBP", "▲ 25.00 %", "the period before: 14,7");
        assertThat(charts()).isEmpty();
    }

    @Test
    void theReceiptIsBesideTheAnswer() {
        open("explore?metrics=revenue");
        untilText("Revenue, last 7 days");

        assertThat(text(find(ReceiptPanel.class).single())).contains("r-019ab8d2", "99.87 % by heartbeats");
    }

    @Test
    void noRowsSaysWhatToTry() {
        questions.findNothing();
        open("explore?metrics=revenue&by=order__country");

        untilText("No rows for this question");
        assertThat(text()).contains("Widen the range, or drop a filter");
    }

    @Test
    void aLongRunCanBeCancelled() {
        questions.hold();
        open("explore?metrics=revenue");
        untilText("Asking the stores…");
        until("the question is asked", () -> !questions.asked().isEmpty());

        test(nativeButton("Cancel")).click();

        untilText("Cancelled");
        until("the question is interrupted", () -> questions.interruptions() == 1);
        assertThat(text()).contains("Narrow the question, or run it again");
    }

    @Test
    void aProblemIsSaidWithItsRemedyInsteadOfAnAnswer() {
        questions.refuse(new ProblemException(RoutingProblem.BAD_LIMIT, -1));
        open("explore?metrics=revenue");

        untilText("No answer, so no receipt");
        assertThat(text()).contains(RoutingProblem.BAD_LIMIT.title());
    }

    @Test
    void onlyWhatAllMetricsShareIsOfferedForGrouping() {
        navigate(ExploreView.class);
        pick("revenue");

        assertThat(offered("Group by", ""))
                .contains("order__country", "order__channel")
                .doesNotContain("metric_time");
        assertThat(offered("Group by", "coun")).contains("order__country").doesNotContain("order__channel");
    }

    @Test
    void metricsAreFoundByWhatTheBusinessCallsThem() {
        navigate(ExploreView.class);

        assertThat(offered("Metrics", "turnover")).containsExactly("revenue");
        assertThat(offered("Metrics", "").getFirst())
                .isIn("average_order_value", "orders", "revenue", "customers", "cancelled_revenue");
    }

    @Test
    void valuesToFilterByComeFromTheData() {
        open("explore?metrics=revenue&where=order__country%20%3D%20%27GB%27");
        untilText("Revenue, last 7 days");
        assertThat(offered("Values", "")).containsExactly("GB");

        ComponentUtil.fireEvent(picker("Values"), new FocusNotifier.FocusEvent<>(picker("Values"), true));

        until("the values", () -> offered("Values", "").containsAll(List.of("GB", "FR", "DE", "NL")));
        assertThat(questions.asked().getLast().purpose().reason()).isEqualTo("values to filter by");
    }

    @Test
    void aMetricPageLeadsHereWithItsQuestion() {
        open("metrics/revenue?range=7d&by=order__country");

        assertThat(links()).contains("explore?metrics=revenue&by=order__country&grain=day&range=last_7_days");
    }

    private void pick(String metric) {
        picker("Metrics").setValue(Set.of(metric));
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<String> picker(String label) {
        return find(MultiSelectComboBox.class)
                .withCondition(box -> label.equals(box.getAriaLabel().orElse("")))
                .single();
    }

    private List<String> offered(String label, String typed) {
        var tester = test(picker(label));
        tester.setFilter(typed);
        return tester.getSuggestionItems();
    }

    private Button run() {
        return find(Button.class).withText("Run").single();
    }

    private JsonNode chart() {
        return charts().getFirst();
    }

    private List<JsonNode> charts() {
        return find(com.vaadin.flow.component.Component.class)
                .withCondition(part -> !part.getElement().isTextNode()
                        && part.getElement().getTag().equals("tm-chart"))
                .all()
                .stream()
                .map(part -> (JsonNode) (BaseJsonNode) part.getElement().getPropertyRaw("model"))
                .toList();
    }
}
