package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.catalog.DashboardProblem;
import dev.tidemark.catalog.Dashboards;
import dev.tidemark.frontend.dashboards.DashboardsView;
import dev.tidemark.frontend.receipts.ReceiptPanel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.RoutingProblem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "analyst", roles = "ANALYST")
class DashboardPagesTest extends PageTest {

    @Test
    void listsWhatTeamsWatch() {
        navigate(DashboardsView.class);

        assertThat(text()).contains("2 dashboards", "Trading", "growth", "Money", "finance", "storefront");
        assertThat(links()).contains("dashboards/storefront/trading", "dashboards/storefront/money");
    }

    @Test
    void findsADashboardByAMetricItShows() {
        navigate(DashboardsView.class);

        test(find(TextField.class).withAttribute("data-search", "page").single())
                .setValue("cancellation_rate");

        assertThat(text()).contains("1 dashboard", "Trading").doesNotContain("What came in");
    }

    @Test
    void anEmptyListSaysWhereADashboardIsWritten() {
        boards.put(Dashboards.none("storefront"));
        navigate(DashboardsView.class);

        assertThat(text()).contains("No dashboard yet", "dashboards/<name>.yaml");
    }

    @Test
    void brokenFilesAreSaidWithPlaceAndRemedyBesideTheLastGoodOnes() {
        boards.put(boards.demo()
                .but(new ProblemException(DashboardProblem.BROKEN_DASHBOARDS, "storefront", "1 fault", "…")
                        .withFault("dashboards/trading.yaml:9", "There is no metric “revenu”. Did you mean revenue?")));
        navigate(DashboardsView.class);

        assertThat(text())
                .contains("The dashboards do not hold together", "dashboards/trading.yaml:9", "Did you mean revenue?")
                .contains("2 dashboards");
        assertThat(links()).contains("/problems/broken-dashboards");
    }

    @Test
    void everyTileAnswersWithItsFreshnessInWords() {
        trading();

        assertThat(text(tile("Revenue today"))).contains("18,4", "GBP", "▲ 25.00 %", "a week earlier", "today so far");
        assertThat(text(tile("Revenue today"))).contains("fresh", "complete through");
        assertThat(charts(tile("Orders by country"))).isEqualTo(1);
        assertThat(tile("Where the money is").getElement().getOuterHTML()).contains("vaadin-grid");
    }

    @Test
    void theCostGoesToTheDashboard() {
        trading();

        List<MetricQuery> tiles = questions.asked().stream()
                .filter(query -> "trading".equals(query.purpose().dashboard()))
                .toList();
        assertThat(tiles)
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(query -> assertThat(query.timeZone()).isEqualTo("Europe/London"));
    }

    @Test
    void aTileLeadsToItsQuestion() {
        trading();

        assertThat(links())
                .contains(
                        "explore?metrics=orders&by=order__country&range=last_7_days&zone=Europe%2FLondon&order=-orders&limit=8");
    }

    @Test
    void aTileOpensItsReceipt() {
        trading();

        test(find(NativeButton.class).withAriaLabel("Receipt of Revenue today").single())
                .click();

        assertThat(text(find(ReceiptPanel.class).single())).contains("r-019ab8d2", "Ways not taken");
    }

    @Test
    void aFailingTileSaysItsProblemAndTheOthersAnswer() {
        questions.refuse("cancellation_rate", new ProblemException(RoutingProblem.BAD_LIMIT, -1));
        trading();

        untilText(RoutingProblem.BAD_LIMIT.title());
        assertThat(text(tile("Cancellation rate"))).contains("bad-limit", "no answer yet");
        assertThat(text(tile("Revenue today"))).contains("18,4").doesNotContain("bad-limit");
    }

    @Test
    void aTileFollowsItsTideByItself() {
        trading();
        int before = questions.asked().size();

        tides.put("realtime", "orders_rt", "checkout", Instant.now(), 18_500);

        until("another round", () -> questions.asked().size() >= before + 9);
    }

    @Test
    void aDashboardThatIsNotThereLeadsToTheOneThatIsMeant() {
        open("dashboards/storefront/tradign");

        assertThat(text()).contains("404", "There is no such dashboard", "Did you mean trading?");
    }

    @Test
    void aMetricSaysWhichDashboardsShowIt() {
        open("metrics/cancellation_rate");

        assertThat(links()).contains("dashboards/storefront/trading").doesNotContain("dashboards/storefront/money");
    }

    private void trading() {
        open("dashboards/storefront/trading");
        until("a number", () -> text(tile("Revenue today")).contains("18,4"));
        until("all answers", () -> !text().contains("Asking the stores"));
    }

    private Section tile(String title) {
        return find(Section.class).withAriaLabel(title).single();
    }

    private static long charts(Component tile) {
        return List.of(tile.getElement().getOuterHTML().split("<tm-chart")).size() - 1L;
    }
}
