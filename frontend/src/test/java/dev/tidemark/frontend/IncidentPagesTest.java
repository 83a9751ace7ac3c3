package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "builder", roles = "BUILDER")
class IncidentPagesTest extends PageTest {

    private static final String LATE = "incidents/" + FakeIncidents.LATE;

    @Autowired
    FakeIncidents incidents;

    @Autowired
    FakeNotices notices;

    @BeforeEach
    void resetIncidents() {
        incidents.reset();
        notices.reset();
    }

    private Button button(String words) {
        return find(Button.class).withText(words).all().getFirst();
    }

    private TextField field(String label) {
        return find(TextField.class)
                .withCondition(field -> label.equals(field.getLabel()))
                .single();
    }

    private TextArea area(String label) {
        return find(TextArea.class)
                .withCondition(area -> label.equals(area.getLabel())
                        || area.getAriaLabel().filter(label::equals).isPresent())
                .single();
    }

    @Test
    void whatIsWrongIsListedTheMostUrgentFirst() {
        open("incidents");
        untilText("realtime/orders_rt is 12 min behind");
        assertThat(text().indexOf("orders_rt")).isLessThan(text().indexOf("revenue_by_day"));
        assertThat(text())
                .contains("critical", "nobody is on it", "2 unresolved")
                .doesNotContain("another type");
        assertThat(links()).contains(LATE).doesNotContain("notices");

        test(nativeButton("All")).click();
        untilText("order_placed: another type in items.");
        TextField search = find(TextField.class)
                .withCondition(field ->
                        field.getAriaLabel().filter("Search incidents"::equals).isPresent())
                .single();
        test(search).setValue("no such thing");
        untilText("No incident matches.");
    }

    @Test
    void theNavigationSaysHowManyAreOpen() {
        open("freshness");
        assertThat(text(find(SideNav.class).single())).contains("Incidents");
        assertThat(find(SideNav.class).single().getItems().stream()
                        .filter(item -> "Incidents".equals(item.getLabel()))
                        .map(item -> item.getSuffixComponent().getElement().getText()))
                .containsExactly("2");
    }

    @Test
    void anIncidentTellsItsStoryAndWhereToMendIt() {
        open(LATE);
        untilText("realtime/orders_rt is 12 min behind");
        assertThat(text())
                .contains("15 s", "opened it", "on-call chat", "tried again", "The receiver answered 503", "61 times");
        assertThat(text()).contains("Time to detect", "Time to notice");
        assertThat(text()).contains("Late for it", "warehouse/model.fact_orders");
        assertThat(links()).contains("freshness#orders_rt", "incidents/" + FakeIncidents.OVER);
    }

    @Test
    void aBuilderFollowsItToItsEnd() {
        open(LATE);
        untilText("Acknowledge");
        test(button("Acknowledge")).click();
        untilText("knows of it");

        test(field("Who is on it")).setValue("nobody-i-know");
        test(button("Assign")).click();
        untilText("Nobody is called nobody-i-know.");
        test(field("Who is on it")).setValue("builder");
        test(button("Assign")).click();
        untilText("To builder.");

        test(area("A comment")).setValue("A broker was away.");
        test(button("Comment")).click();
        untilText("A broker was away.");

        test(button("Resolve")).click();
        untilText("The words are missing");
        test(area("What was found or done")).setValue("It is back.");
        test(button("Resolve")).click();
        untilText("It is back.");
        untilText("Time to repair");
    }

    @Test
    @WithMockUser(username = "analyst", roles = "ANALYST")
    void anAnalystReadsAndDoesNothing() {
        open(LATE);
        untilText("opened it");
        assertThat(text()).contains("Builders acknowledge, assign and resolve it.");
        assertThat(find(Button.class).all().stream().map(Button::getText))
                .doesNotContain("Acknowledge", "Assign", "Resolve", "Comment");
    }

    @Test
    void anUnknownIncidentSaysSo() {
        open("incidents/99");
        untilText("There is no incident 99.");
    }

    @Test
    @WithMockUser(username = "admin", roles = "ADMIN")
    void anAdministratorAddsSomebodyAndSeesTheSecretOnce() {
        open("incidents");
        assertThat(links()).contains("notices");
        open("notices");
        untilText("https://chat.example/hooks/1");
        assertThat(text()).contains("critical", "checkout", "Nothing was sent yet.", "This portal sends no mail");

        test(field("Name")).setValue("pager");
        test(field("Where to")).setValue("http://127.0.0.1/x");
        test(button("Add")).click();
        untilText("Notices go to the public internet only");
        test(field("Where to")).setValue("https://pager.example/x");
        test(button("Add")).click();
        untilText(FakeNotices.SECRET);
        untilText("https://pager.example/x");

        open("freshness");
        open("notices");
        untilText("https://pager.example/x");
        assertThat(text()).doesNotContain(FakeNotices.SECRET);
    }

    @Test
    @WithMockUser(username = "admin", roles = "ADMIN")
    void anAdministratorTriesItAndSeesWhyItDidNotArrive() {
        open("notices");
        untilText("on-call chat");
        test(button("Try it")).click();
        untilText("The receiver answered 404");
        assertThat(text()).contains("given up", "a test");
        test(button("End")).click();
        assertThat(text()).contains("End it for good?", "on-call chat");
        test(button("End it for good?")).click();
        untilText("Nobody is told.");
    }

    @Test
    void whoIsToldIsForAdministrators() {
        open("notices");
        assertThat(text()).doesNotContain("chat.example", "Tell somebody else");
    }
}
