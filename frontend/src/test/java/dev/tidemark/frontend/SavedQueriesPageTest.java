package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.frontend.explore.ExploreView;
import dev.tidemark.router.MetricQuery;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "analyst", roles = "ANALYST")
class SavedQueriesPageTest extends PageTest {

    private static final String OPEN = "explore?saved=sales_by_country&workspace=storefront";

    @Autowired
    FakeProposals proposals;

    @BeforeEach
    void nothingIsProposed() {
        proposals.reset();
    }

    @Test
    void theEmptyPageListsThemAndAnyWordFindsThem() {
        navigate(ExploreView.class);

        assertThat(text())
                .contains("Saved queries", "Sales by country", "Where the shop sells", "Revenue, Orders")
                .contains("by country, last 30 days", "Cancelled in the apps");
        assertThat(links()).contains(OPEN);

        field("Search saved queries").setValue("week cancelled");
        assertThat(text()).contains("Cancelled in the apps").doesNotContain("Where the shop sells");
        field("Search saved queries").setValue("zebra");
        assertThat(text()).contains("No saved query has all of these words", "Use fewer words");
    }

    @Test
    void openedItFillsTheFormAndIsAskedByItsName() {
        open(OPEN);
        untilText("Revenue, Orders by country, last 30 days");

        MetricQuery query = questions.asked().getLast();
        assertThat(query.savedQuery()).isEqualTo("sales_by_country");
        assertThat(query.groupBy()).containsExactly("order__country");
        assertThat(query.where()).isEmpty();
        assertThat(query.orderBy()).isEmpty();
        assertThat(query.compare()).isEqualTo("previous_period");
        assertThat(picker("Metrics").getValue()).containsExactlyInAnyOrder("revenue", "orders");
        assertThat(find(IntegerField.class).single().getValue()).isEqualTo(20);
        assertThat(bar()).contains("saved query", "Sales by country", "in metrics/saved_queries/sales_by_country.yaml");
    }

    @Test
    void changedItIsNoMoreWhatWasSaved() {
        open("explore?saved=cancelled_in_apps&workspace=storefront");
        untilText("Cancelled revenue by week and country");
        assertThat(picker("Values").getValue()).containsExactly("app");

        picker("Group by").setValue(Set.of("order__currency"));

        assertThat(bar()).contains("This is not what “Cancelled in the apps” asks any more.");
        assertThat(links()).contains("explore?saved=cancelled_in_apps&workspace=storefront");
        test(find(Button.class).withText("Run").single()).click();
        roundTrip();
        untilText("Cancelled revenue by week and currency");
        assertThat(questions.asked().getLast().savedQuery()).isNull();
        assertThat(questions.asked().getLast().where()).containsExactly("order__channel = 'app'");
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters())
                .contains("saved=cancelled_in_apps", "by=order__currency");
    }

    @Test
    void oneThatIsGoneSaysSo() {
        open("explore?saved=best_days&workspace=storefront");
        assertThat(bar()).contains("There is no saved query “best_days” in storefront any more.", "pick a metric");

        open("explore?saved=best_days&metrics=revenue");
        untilText("Revenue, last 7 days");
        assertThat(bar()).contains("The question below is as the address has it.");
        assertThat(questions.asked().getLast().savedQuery()).isNull();
    }

    @Test
    void aQuestionIsSavedByAProposal() {
        open(
                "explore?metrics=revenue&by=order__country&where=order__channel%20%3D%20%27app%27&range=last_30_days&limit=5");
        untilText("Revenue by country");

        test(nativeButton("Save…")).click();
        assertThat(text()).contains("Save this question", "Give it a name that others will recognise.");
        assertThat(propose().isEnabled()).isFalse();
        labelled("What it is called").setValue("App-Käufe je Land");
        find(TextArea.class).single().setValue("Where the apps sell.");
        untilText("team finance consents");
        assertThat(text()).contains("Becomes storefront/metrics/saved_queries/app_kaufe_je_land.yaml");
        test(propose()).click();

        Draft draft = proposals.opened().orElseThrow();
        assertThat(draft.title()).isEqualTo("Save the question “App-Käufe je Land”");
        String yaml = Objects.requireNonNull(
                        draft.files().get("storefront/metrics/saved_queries/app_kaufe_je_land.yaml"))
                .orElseThrow();
        assertThat(yaml)
                .contains("{{ Dimension(''order__channel'') }} = ''app''", "limit: 5", "time_range: last_30_days")
                .contains("Where the apps sell.");
    }

    @Test
    void aSavedQueryIsChangedInItsOwnFile() {
        open(OPEN);
        untilText("Revenue, Orders by country");

        test(nativeButton("Save…")).click();

        assertThat(labelled("What it is called").getValue()).isEqualTo("Sales by country");
        assertThat(text()).contains("Replaces storefront/metrics/saved_queries/sales_by_country.yaml");
        labelled("Its name in definitions and over HTTP").setValue("9 lives");
        assertThat(propose().isEnabled()).isFalse();
    }

    @Test
    void aFaultKeepsItFromBeingProposed() {
        open("explore?metrics=revenue");
        untilText("Revenue, last 7 days");
        test(nativeButton("Save…")).click();

        labelled("What it is called").setValue("wrong");

        untilText("There is no measure order_amuont.");
        assertThat(propose().isEnabled()).isFalse();
    }

    @Test
    void aMetricsPageSaysWhichSavedQueriesAskForIt() {
        open("metrics/cancelled_revenue");

        assertThat(links()).contains("explore?saved=cancelled_in_apps&workspace=storefront");
    }

    private String bar() {
        return text(find(Div.class).withClassName("tm-saved-bar").single());
    }

    private Button propose() {
        return find(Button.class).withText("Propose").single();
    }

    private TextField field(String label) {
        return find(TextField.class)
                .withCondition(field -> label.equals(field.getAriaLabel().orElse("")))
                .single();
    }

    private TextField labelled(String label) {
        return find(TextField.class)
                .withCondition(field -> label.equals(field.getLabel()))
                .single();
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<String> picker(String label) {
        return find(MultiSelectComboBox.class)
                .withCondition(box -> label.equals(box.getAriaLabel().orElse("")))
                .single();
    }
}
