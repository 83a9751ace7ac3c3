package dev.tidemark.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithAnonymousUser;

@WithAnonymousUser
class LoginPageTest extends PageTest {

    @Test
    void whoeverIsNotSignedInIsLedToTheDoor() {
        open("metrics");

        assertThat(getCurrentView()).isInstanceOf(LoginView.class);
    }

    @Test
    void theDoorOffersTheDemoUsers() {
        LoginView door = navigate(LoginView.class);

        assertThat(text(door)).contains("User", "Password", "Sign in", "analyst", "builder", "finance", "admin");
    }

    @Test
    void aWrongPasswordIsSaidSo() {
        open("login");
        assertThat(visibleProblem()).isFalse();

        open("login?error");
        assertThat(visibleProblem()).isTrue();
        assertThat(text()).contains("do not belong together");
    }

    private boolean visibleProblem() {
        return find(com.vaadin.flow.component.html.Div.class)
                .withClassName("tm-problem")
                .exists();
    }
}
