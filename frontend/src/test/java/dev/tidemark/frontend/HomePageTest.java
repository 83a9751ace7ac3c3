package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.frontend.home.HomeView;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RoutingProblem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "analyst", roles = "ANALYST")
class HomePageTest extends PageTest {

    @Test
    void saysInOneSentenceWhetherThePromisesAreKept() {
        navigate(HomeView.class);

        untilText("7 of 9 promises are kept.");
    }

    @Test
    void showsTodaysNumbersWithTheirStoresAndLeadsToThem() {
        navigate(HomeView.class);

        untilText("18,");
        assertThat(text()).contains("Revenue", "GBP", "warehouse + realtime");
        assertThat(links()).anyMatch(link -> link.startsWith("metrics/revenue?workspace=storefront"));
    }

    @Test
    void saysWhatIsRunning() {
        navigate(HomeView.class);

        untilText("What is running");
        untilText("archive job");
        assertThat(text()).contains("running", "missing", "fact_orders transform", "failed");
    }

    @Test
    void aTileWithoutAnAnswerSaysWhy() {
        open("freshness");
        questions.refuse(new ProblemException(RoutingProblem.NO_METRIC_ASKED));
        navigate(HomeView.class);

        untilText(RoutingProblem.NO_METRIC_ASKED.title());
    }

    @Test
    void aTideThatMovesIsShownWithoutAReload() {
        navigate(HomeView.class);

        tides.put("realtime", "parcels_rt", "web", Instant.now(), 1);

        untilText("parcels_rt");
    }

    @Test
    void aClosedPageListensNoMore() {
        open("pipelines");
        int before = tides.listeners();

        navigate(HomeView.class);
        assertThat(tides.listeners()).isEqualTo(before + 1);

        open("pipelines");
        assertThat(tides.listeners()).isEqualTo(before);
    }
}
