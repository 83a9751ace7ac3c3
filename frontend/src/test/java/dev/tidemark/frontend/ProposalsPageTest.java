package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "builder", roles = "BUILDER")
class ProposalsPageTest extends PageTest {

    private static final String FILE = "storefront/metrics/orders.yaml";

    @Autowired
    FakeProposals proposals;

    @Test
    void theListSaysWhatWaitsForWhom() {
        proposals.reset();
        open("proposals");

        untilText("Leave cancelled orders out of revenue");
        assertThat(text()).contains("to be signed", "team finance", "builder", "Propose a change");
        assertThat(links()).contains("proposals/7", "edit");
    }

    @Test
    @WithMockUser(
            username = "admin",
            roles = {"ADMIN", "BUILDER"})
    void whoMaySignSignsAndPublishes() {
        proposals.reset();
        open("proposals/7");
        untilText("is defined differently");
        assertThat(text())
                .contains(
                        "other numbers",
                        "+    filter: new",
                        "99",
                        "team finance",
                        "waiting",
                        "−10.00 %".replace('−', '-'));

        test(button("Approve")).click();
        untilText("signed by admin");
        test(button("Publish")).click();

        untilText("It is published.");
        assertThat(text()).contains("0123456789ab", "published it").doesNotContain("Approve");
    }

    @Test
    @WithMockUser(
            username = "admin",
            roles = {"ADMIN", "BUILDER"})
    void aRejectionSaysWhy() {
        proposals.reset();
        open("proposals/7");
        untilText("is defined differently");

        test(button("Reject…")).click();
        test(button("Reject")).click();
        untilText("reason-missing");
        TextArea reason = find(TextArea.class)
                .withCondition(area -> "Why".equals(area.getLabel()))
                .single();
        test(reason).setValue("Finance wants them in.");
        test(button("Reject")).click();

        untilText("It is rejected.");
        assertThat(text()).contains("Finance wants them in.");
    }

    @Test
    @WithMockUser(username = "analyst", roles = "ANALYST")
    void othersMaySayWhatTheyThink() {
        proposals.reset();
        open("proposals/7");
        untilText("It is for others to decide");

        test(find(TextArea.class)
                        .withCondition(area -> area.getAriaLabel().equals(Optional.of("A comment")))
                        .single())
                .setValue("Since when?");
        test(button("Comment")).click();

        untilText("Since when?");
    }

    @Test
    void anUnknownOneIsAProblemWithItsPage() {
        open("proposals/8");
        untilText("There is no such proposal");
        assertThat(links()).contains("/problems/unknown-proposal");
    }

    @Test
    void whatIsTypedIsCheckedAndProposed() {
        proposals.reset();
        open("edit?path=" + FILE);
        untilText("Nothing that others could notice");
        assertThat(button("Propose").isEnabled()).isFalse();

        type("metrics: [wrong]\n");
        untilText("There is no measure order_amuont.");
        type("metrics: [fine]\n");
        untilText("is defined differently");

        test(button("Propose")).click();
        untilText("The title is empty.");
        test(find(TextField.class)
                        .withCondition(field -> "What it is".equals(field.getLabel()))
                        .single())
                .setValue("Finer metrics");
        test(button("Propose")).click();
        untilText("Leave cancelled orders out of revenue");
        assertThat(proposals.opened()).hasValueSatisfying(draft -> {
            assertThat(draft.title()).isEqualTo("Finer metrics");
            assertThat(draft.files()).isEqualTo(Map.of(FILE, Optional.of("metrics: [fine]\n")));
        });
    }

    private void type(String text) {
        var editor = find(com.vaadin.flow.component.Component.class).all().stream()
                .filter(part -> part.getElement().getTag().equals("tm-editor"))
                .findFirst()
                .orElseThrow();
        var data = tools.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("event.detail", text);
        com.vaadin.flow.dom.DomEvent event = new com.vaadin.flow.dom.DomEvent(editor.getElement(), "typed", data);
        editor.getElement()
                .getNode()
                .getFeature(com.vaadin.flow.internal.nodefeature.ElementListenerMap.class)
                .fireEvent(event);
    }

    private Button button(String words) {
        List<Button> all = find(Button.class).all().stream()
                .filter(button -> button.getText().equals(words))
                .toList();
        assertThat(all).as(words).hasSize(1);
        return all.getFirst();
    }
}
