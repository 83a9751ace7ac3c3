package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "analyst", roles = "ANALYST")
class SchemasPageTest extends PageTest {

    @Test
    void theListIsSearchedAsOneTypes() {
        open("schemas");
        untilText("page_viewed");
        assertThat(text()).contains("order_placed", "checkout", "full transitive", "2 types");

        TextField search = find(TextField.class)
                .withCondition(field ->
                        field.getAriaLabel().filter("Search schemas"::equals).isPresent())
                .single();
        test(search).setValue("placed");

        untilText("1 type");
        assertThat(text()).contains("order_placed").doesNotContain("page_viewed");
        assertThat(links()).contains("schemas/order_placed");
    }

    @Test
    void aTypeShowsItsFieldsItsVersionsAndWhoSendsThem() {
        open("schemas/order_placed");
        untilText("mobile-app");

        assertThat(text())
                .contains("order_id", "The shop's number.", "personal", "v2", "1,204", "Version 2 · id 12 · + email")
                .doesNotContain("Propose a change");
    }

    @Test
    void whatDriftsIsSaidOnThePageOfTheType() {
        open("schemas/order_placed");
        untilText("by none of the last 400");
        assertThat(text()).contains("vanished", "voucher");
        assertThat(links()).contains("quarantine");
    }

    @Test
    @WithMockUser(username = "builder", roles = "BUILDER")
    void aBuilderIsLedToTheEditor() {
        open("schemas/order_placed");
        untilText("The shop's number.");
        assertThat(links()).contains("edit?path=storefront/events/orders/order_placed.avsc");
    }

    @Test
    void anUnknownTypeSaysSo() {
        open("schemas/order_palced");
        untilText("Nothing defines order_palced");
        assertThat(links()).contains("schemas");
    }
}
