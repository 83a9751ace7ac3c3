package dev.tidemark.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.incidents.Subscription.Filter;
import dev.tidemark.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be told, and how that is kept. */
@Tag("engines")
class SubscriptionsTest {

    private final Ground ground = new Ground();

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080/x,           NOTICE_ADDRESS_REFUSED",
        "http://localhost/x,                NOTICE_ADDRESS_REFUSED",
        "http://169.254.169.254/latest,     NOTICE_ADDRESS_REFUSED",
        "http://[::1]:8080/,                NOTICE_ADDRESS_REFUSED",
        "http://[::ffff:10.0.0.1]/,         NOTICE_ADDRESS_REFUSED",
        "http://2130706433/,                NOTICE_ADDRESS_REFUSED",
        "http://10.0.0.1/,                  NOTICE_ADDRESS_REFUSED",
        "file:///etc/passwd,                NOTICE_ADDRESS_REFUSED",
        "ftp://8.8.8.8/,                    NOTICE_ADDRESS_REFUSED",
        "gopher://8.8.8.8/,                 NOTICE_ADDRESS_REFUSED",
        "https://ann:secret@8.8.8.8/,       BAD_SUBSCRIPTION",
        "https://8.8.8.8/#part,             BAD_SUBSCRIPTION",
        "https:///nowhere,                  BAD_SUBSCRIPTION",
        "not an address,                    BAD_SUBSCRIPTION",
        "https://no-such-host.invalid/,     BAD_SUBSCRIPTION"
    })
    void anAddressThatNobodyShouldBeAbleToReachThroughThePortalIsRefused(String address, IncidentProblem problem) {
        Ground careful = ground.onlyPublic();
        assertThatThrownBy(() -> careful.subscribe(address, Filter.ALL))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem()).isEqualTo(problem);
                    assertThat(thrown.faults())
                            .extracting(fault -> fault.pointer())
                            .containsExactly("/target");
                });
        assertThat(careful.subscriptions.all()).isEmpty();
    }

    @Test
    void aPublicAddressIsTaken() {
        Subscription.Created created = ground.onlyPublic().subscribe("https://8.8.8.8/hook", Filter.ALL);
        assertThat(created.subscription().target()).isEqualTo("https://8.8.8.8/hook");
    }

    @Test
    void whoeverIsToldByMailNeedsAPortalThatSendsMail() {
        assertThatThrownBy(() -> ground.subscriptions.create(
                        new Subscription.Wish("ops", Subscription.Channel.MAIL, "ops@example.org", Filter.ALL),
                        "admin"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(IncidentProblem.MAIL_NOT_SET_UP));
    }

    @Test
    void aSecretIsNotKeptAsItIs() {
        String secret =
                ground.subscribe("http://127.0.0.1:9/x", Filter.ALL).secret().orElseThrow();
        byte[] kept = ground.client
                .sql("SELECT secret_sealed FROM incidents.subscription")
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain(secret.substring(6));
    }
}
