package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.frontend.freshness.FreshnessView;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "analyst", roles = "ANALYST")
class FreshnessPageTest extends PageTest {

    @Test
    void everyDatasetStandsBesideItsPromise() {
        FreshnessView page = navigate(FreshnessView.class);

        assertThat(text(page)).contains("model.fact_orders", "within 2 h", "within 15 s", "checkout", "139,201");
        assertThat(text(page)).contains("broken", "fresh");
    }

    @Test
    void followsTheLatestEventFromHopToHop() {
        navigate(FreshnessView.class);

        untilText("Received");
        assertThat(text()).contains("Emitted", "184 ms", "Archived", "97.4 s · slow", "Modeled", "waiting");
        assertThat(id().getValue()).isEqualTo(FakeJourneys.EVENT);
    }

    @Test
    void anEventIsFoundByItsId() {
        open("freshness?event=" + FakeJourneys.EVENT);

        untilText("order_placed from web-shop");
        assertThat(text()).contains("partition 3 offset 88123");
    }

    @Test
    void anUnknownEventIsSaidSoWithWhatMayHaveHappened() {
        open("freshness?event=nobody-sent-this");

        untilText("No store has the event nobody-sent-this");
        assertThat(text()).contains("this page keeps looking", "quarantine");

        test(find(Button.class).withText("Latest event").single()).click();
        untilText("order_placed from web-shop");
    }

    private TextField id() {
        return find(TextField.class).withAriaLabel("Event id").single();
    }
}
