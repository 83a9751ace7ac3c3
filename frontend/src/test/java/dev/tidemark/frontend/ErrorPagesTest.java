package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "analyst", roles = "ANALYST")
class ErrorPagesTest extends PageTest {

    @Test
    void anAddressThatLeadsNowhereOffersTheWaysOut() {
        open("nowhere/at/all");

        assertThat(text()).contains("404", "Nothing here", "/nowhere/at/all", "Check the address");
        assertThat(links()).contains("metrics", "freshness", "pipelines");
    }

    @Test
    void aPageOfAnotherRoleSaysSo() {
        open("builders-only");

        assertThat(text()).contains("403", "Not for your role", "/builders-only", "Ask an administrator");
    }

    @Test
    @WithMockUser(username = "builder", roles = "BUILDER")
    void whoHasTheRoleSeesThePage() {
        open("builders-only");

        assertThat(getCurrentView()).isInstanceOf(BuildersOnlyView.class);
    }
}
