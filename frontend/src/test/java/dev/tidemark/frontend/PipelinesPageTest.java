package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.tidemark.frontend.pipelines.PipelinesView;
import dev.tidemark.frontend.proposals.ProposalView;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "analyst", roles = "ANALYST")
class PipelinesPageTest extends PageTest {

    @Test
    void showsEachJobAsItIsAndWhatIsWrong() {
        look();

        assertThat(part("job-archive")).contains("running", "every event, exactly once", "187 kB", "3", "2");
        assertThat(part("job-clean")).contains("missing", "no free slot", "—");
        assertThat(text()).contains("1 of 2 running");
        assertThat(links()).contains("http://127.0.0.1:18081/#/job/running/a1/overview", "http://127.0.0.1:18081");
    }

    @Test
    void showsEachTransformWithItsLastRun() {
        look();

        assertThat(part("transform-dim_customers")).contains("published", "11,697", "1.2 s", "every 5 min", "growth");
        assertThat(part("transform-fact_orders")).contains("failed", "out of memory");
    }

    @Test
    void showsWhatRanLatelyWithTheCodeOfWhatFailed() {
        look();

        assertThat(text()).contains("Recent runs", "its time had come");
        assertThat(links()).contains("/problems/transform-failed");
    }

    @Test
    void showsTheStreamsAndTheTablesTheyFill() {
        look();

        assertThat(text()).contains("events.orders", "7 d 0 h", "orders_rt", "raw.events_orders", "141,882 rows");
    }

    @Test
    void showsTheCapturedDatabasesAndWhatKeepsOneFromGoingOn() {
        look();
        untilText("shop-database");

        assertThat(part("capture-shop-database"))
                .contains("following", "12,001 events", "3 to quarantine", "187 kB kept");
        assertThat(part("capture-ledger")).contains("waiting", "There is no publication tidemark_storefront_ledger");
        assertThat(part("capture-shop-database-public.products")).contains("product_changed", "all have their field");
        assertThat(part("capture-shop-database-public.customers")).contains("no field for tier");
    }

    @Test
    @WithMockUser(username = "builder", roles = "BUILDER")
    void aBuilderProposesTheFieldThatATableHasAColumnFor() {
        look();
        untilText("shop-database");

        test(find(Button.class)
                        .withAriaLabel("Propose what customer_changed lacks")
                        .single())
                .click();

        assertThat(getCurrentView()).isInstanceOf(ProposalView.class);
    }

    @Test
    void anAnalystMayLookButNotRun() {
        look();
        untilText("shop-database");

        assertThat(find(Button.class).withText("Propose the field").all()).isEmpty();
        assertThat(runButtons()).isEmpty();
        assertThat(text()).contains("A builder can run one at once");
    }

    @Test
    @WithMockUser(username = "builder", roles = "BUILDER")
    void aBuilderRunsATransformAndSeesWhatCameOfIt() {
        look();

        test(runButton("fact_orders")).click();

        until("its result", () -> part("transform-fact_orders").contains("20,808 rows, 1 parts written"));
        untilText("somebody asked");
        assertThat(part("transform-fact_orders")).contains("published").doesNotContain("out of memory");
        assertThat(runButton("fact_orders").isEnabled()).isTrue();
    }

    @Test
    @WithMockUser(username = "admin", roles = "ADMIN")
    void aRunThatIsRefusedSaysWhy() {
        look();

        test(runButton("dim_customers")).click();

        until("the problem", () -> part("transform-dim_customers").contains("check-failed"));
        assertThat(part("transform-dim_customers")).contains("unique key: 2 rows too many", "branch 'audit'");
        assertThat(runButton("dim_customers").isEnabled()).isTrue();
    }

    private void look() {
        navigate(PipelinesView.class);
        untilText("dim_customers");
    }

    private String part(String id) {
        return text(find(Div.class).withId(id).single());
    }

    private java.util.List<Button> runButtons() {
        return find(Button.class).withClassName("tm-run").all();
    }

    private Button runButton(String transform) {
        return find(Button.class).withAriaLabel("Run " + transform + " now").single();
    }
}
