package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.frontend.metrics.MetricsView;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "analyst", roles = "ANALYST")
class MetricsPageTest extends PageTest {

    @Autowired
    Catalogs catalogs;

    @Test
    void listsEveryMetricWithWhatOneChoosesItBy() {
        MetricsView page = navigate(MetricsView.class);

        assertThat(text(page))
                .contains(
                        catalogs.search("").size() + " metrics",
                        "Revenue",
                        "finance",
                        "GBP",
                        "certified",
                        "storefront",
                        "fresh");
        assertThat(links()).contains("metrics/revenue?workspace=storefront");
    }

    @Test
    void findsAMetricByASynonymAsOneTypes() {
        MetricsView page = navigate(MetricsView.class);

        search("turnover");

        assertThat(text(page)).contains("1 metric", "Revenue").doesNotContain("Average order value");
    }

    @Test
    void saysWhatToDoWhenNothingMatches() {
        MetricsView page = navigate(MetricsView.class);

        search("weather");

        assertThat(text(page)).contains("0 metrics", "No metric matches “weather”", "Try a shorter word");
    }

    @Test
    void aSearchCanBeSharedByItsAddress() {
        open("metrics?q=turnover");

        assertThat(text()).contains("1 metric");
    }

    private void search(String words) {
        TextField field =
                find(TextField.class).withAttribute("data-search", "page").single();
        test(field).setValue(words);
    }
}
