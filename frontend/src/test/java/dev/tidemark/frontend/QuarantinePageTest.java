package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "builder", roles = "BUILDER")
class QuarantinePageTest extends PageTest {

    private static final String CAUSE = "quarantine/" + FakeQuarantine.ITEMS;

    @Autowired
    FakeQuarantine quarantine;

    @BeforeEach
    void resetQuarantine() {
        quarantine.reset();
    }

    private Button button(String words) {
        return find(Button.class).withText(words).all().getFirst();
    }

    @Test
    void theCausesSayWhatIsWrongAndHowManyWait() {
        open("quarantine");
        untilText("3 events wait");
        assertThat(text()).contains("/properties/items", "found text, expected a whole number", "partner-feed");
        assertThat(links()).contains(CAUSE);

        TextField search = find(TextField.class)
                .withCondition(field ->
                        field.getAriaLabel().filter("Search causes"::equals).isPresent())
                .single();
        test(search).setValue("no such field");
        untilText("No cause matches.");
    }

    @Test
    void theSampleIsMarkedWhereItIsWrong() {
        open(CAUSE);
        untilText("found text \"three\", expected a whole number");
        assertThat(text()).contains("amount: missing, expected a decimal", "came 2 times");
    }

    @Test
    void theRepairIsSuggestedTriedAndSentBackWithAReason() {
        open(CAUSE);
        untilText("What is wrong speaks for these steps.");
        assertThat(button("Send back").isEnabled()).isFalse();

        test(button("Try it")).click();
        untilText("2 of 3 would pass");
        assertThat(text()).contains("1 would stay:", "\"items\": 3");

        test(button("Send back")).click();
        untilText("The reason is missing");

        TextField reason = find(TextField.class)
                .withCondition(field -> "Why".equals(field.getLabel()))
                .all()
                .getFirst();
        test(reason).setValue("items came as text");
        test(button("Send back")).click();
        untilText("3 events are on their way.");
        untilText("items came as text");
    }

    @Test
    void aWrongStepIsNamed() {
        open(CAUSE);
        untilText("What is wrong speaks for these steps.");
        test(button("Add a step")).click();
        test(button("Try it")).click();
        untilText("The repair cannot be understood");
        assertThat(text()).contains("/steps/1");
    }

    @Test
    @WithMockUser(username = "analyst", roles = "ANALYST")
    void anAnalystSeesTheCauseAndNoEvent() {
        open(CAUSE);
        untilText("/properties/items");
        untilText("Nothing has been sent back yet.");
        assertThat(text()).contains("Builders see the events themselves").doesNotContain("three", "Try it");
    }

    @Test
    void anUnknownCauseSaysSo() {
        open("quarantine/0000000000000000");
        untilText("No quarantined event has the cause 0000000000000000.");
    }
}
