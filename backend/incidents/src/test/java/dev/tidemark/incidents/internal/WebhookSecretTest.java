package dev.tidemark.incidents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void aSignatureIsWhatReceiversExpect() {
        assertThat(WebhookSecret.sign(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void noTwoSecretsAreTheSame() {
        assertThat(WebhookSecret.create()).startsWith("whsec_").hasSize(6 + 44).isNotEqualTo(WebhookSecret.create());
    }
}
