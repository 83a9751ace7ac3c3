package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.router.rollup.ProofRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "builder", roles = "BUILDER")
class RollupsPageTest extends PageTest {

    @Autowired
    FakeRollups rollups;

    @BeforeEach
    void inQuarantine() {
        rollups.reset();
    }

    @Test
    void saysWhatARollupCoversHowItStandsAndWhatItSaved() {
        look();

        assertThat(text())
                .contains("in quarantine", "2 groups of 40 differ.", "8 times, once different")
                .contains("orders in storefront", "day, UTC", "country, currency", "order_amount, order_events")
                .contains("20 questions in 30 days", "2.0 kB, 5 ms", "1.0 MB, 50 ms", "Saved, if alike", "20 MB");
        assertThat(links()).contains("incidents/12").anyMatch(link -> link.startsWith("edit?path=storefront/metrics/"));
    }

    @Test
    void isReleasedOnlyAfterItWasComparedAndAgreed() {
        look();
        assertThat(find(Button.class).withText("Release").exists()).isFalse();

        test(button("Compare now")).click();
        untilText("1,234 groups agree, for orders, revenue.");
        test(button("Release")).click();

        untilText("It answers again");
        assertThat(rollups.quarantined()).isFalse();
        untilText("proven");
        assertThat(find(Button.class).withText("Release").exists()).isFalse();
    }

    @Test
    void aDifferenceOrNoComparisonReleasesNothing() {
        look();
        rollups.willSay(new ProofRun.Differed("3 groups of 40 differ"));
        test(button("Compare now")).click();
        untilText("3 groups of 40 differ. It is in quarantine.");
        assertThat(find(Button.class).withText("Release").exists()).isFalse();

        rollups.willSay(new ProofRun.NotCompared("they were not made of the same events"));
        test(button("Compare now")).click();
        untilText("they were not made of the same events.");
        assertThat(find(Button.class).withText("Release").exists()).isFalse();
    }

    @Test
    @WithMockUser(username = "analyst", roles = "ANALYST")
    void whoDoesNotBuildSeesItAndWhoRepairsIt() {
        look();

        assertThat(text()).contains("A builder repairs and releases it", "metrics/orders.yaml:");
        assertThat(find(Button.class).withText("Compare now").exists()).isFalse();
    }

    @Test
    void isFoundByAnyWordOfItsOwn() {
        open("rollups?q=daily");
        untilText("2 groups of 40 differ");

        find(TextField.class)
                .withCondition(
                        field -> "Search rollups".equals(field.getAriaLabel().orElse("")))
                .single()
                .setValue("zebra");
        untilText("No rollup has all of these words");
    }

    private void look() {
        open("rollups");
        untilText("2 groups of 40 differ");
    }

    private Button button(String text) {
        return find(Button.class).withText(text).single();
    }
}
