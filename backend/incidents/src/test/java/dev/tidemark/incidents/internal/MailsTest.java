package dev.tidemark.incidents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Ground;
import dev.tidemark.incidents.IncidentProblem;
import dev.tidemark.incidents.MailSettings;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.incidents.Subscription.Filter;
import dev.tidemark.problems.ProblemException;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices on their way to a real mail server. */
@Tag("engines")
class MailsTest {

    private final GreenMail server = started();
    private final Ground ground = new Ground(
            true,
            Optional.of(new MailSettings(
                    "127.0.0.1",
                    server.getSmtp().getPort(),
                    "portal",
                    () -> "letmein",
                    "tidemark@example.org",
                    MailSettings.Encryption.NONE)));
    private final Post post = new Post(ground.transaction, ground.client, ground.settings, Ground.SEAL, ground.clock);

    private static GreenMail started() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("tidemark@example.org", "portal", "letmein");
        server.start();
        return server;
    }

    @AfterEach
    void close() {
        post.close();
        server.stop();
    }

    private Subscription subscribe(String target) {
        return ground.subscriptions
                .create(new Subscription.Wish("ops", Subscription.Channel.MAIL, target, Filter.ALL), "admin")
                .subscription();
    }

    private Delivery told(long incident) {
        return ground.incidents.told(incident).getFirst();
    }

    @Test
    void aNoticeArrivesWithWhatIsWrongAndWhereToLook() throws Exception {
        subscribe("ops@example.org, Ann <ann@example.org>");
        long incident = ground.incidents
                .observe(ground.late(Severity.CRITICAL))
                .orElseThrow()
                .id();
        post.run();
        assertThat(told(incident).lastError()).isEmpty();
        assertThat(told(incident).state()).isEqualTo(Delivery.State.SENT);
        MimeMessage[] messages = server.getReceivedMessages();
        assertThat(messages).hasSize(2);
        MimeMessage message = messages[0];
        assertThat(message.getSubject())
                .isEqualTo("[Tidemark] #" + incident + " opened, critical: realtime/orders_rt is behind its promise");
        assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(2);
        assertThat(message.getContent().toString())
                .contains(
                        "https://portal.example/incidents/" + incident,
                        "https://portal.example/freshness#orders_rt",
                        "owner: platform")
                .doesNotContain("only in the portal");
        assertThat(message.getMessageID()).isEqualTo("<" + told(incident).id() + "@tidemark>");
    }

    @Test
    void aMessageThatIsSentAgainHasTheSameId() throws Exception {
        subscribe("ops@example.org");
        long incident = ground.incidents
                .observe(ground.late(Severity.WARNING))
                .orElseThrow()
                .id();
        Outbox.Claimed lost = ground.transaction
                .execute(status -> ground.outbox.claim(
                        ground.clock.instant(), ground.clock.instant().plus(Duration.ofMinutes(2)), 16))
                .getFirst();
        new Mails(ground.settings.mail().orElseThrow(), Duration.ofSeconds(2))
                .send(ground.subscriptionBook.sealed(lost.subscription()).orElseThrow(), lost.id(), lost.body());
        ground.clock.advance(Duration.ofMinutes(3));
        post.run();
        MimeMessage[] messages = server.getReceivedMessages();
        assertThat(messages).hasSize(2);
        assertThat(List.of(messages[0].getMessageID(), messages[1].getMessageID()))
                .containsOnly("<" + told(incident).id() + "@tidemark>");
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        subscribe("ops@example.org");
        server.stop();
        long incident = ground.incidents
                .observe(ground.late(Severity.WARNING))
                .orElseThrow()
                .id();
        post.run();
        assertThat(told(incident).state()).isEqualTo(Delivery.State.WAITING);
        assertThat(told(incident).lastError())
                .startsWith("The mail server did not take it")
                .doesNotContain("letmein", "example.org", "127.0.0.1");
    }

    @Test
    void aProposalSaysWhatHappenedAndWhoseConsentItAwaits() throws Exception {
        subscribe("ops@example.org");
        ground.notices.tell(ProposalNoticesTest.news(ground, "opened", "finance"));
        post.run();
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).matches("\\[Tidemark] proposal #\\d+ opened: bob proposed “Pence”\\.");
        assertThat(message.getContent().toString()).contains("awaits: finance", "https://portal.example/proposals/7");
    }

    @Test
    void whatSendersCallTheirFieldsWritesNoHeader() throws Exception {
        subscribe("ops@example.org");
        Finding late = ground.late(Severity.WARNING);
        ground.incidents.observe(new Finding(
                late.subject(),
                late.check(),
                late.severity(),
                late.owner(),
                "A field called x\r\nBcc: everybody@example.org\r\n\r\nhello",
                late.evidence(),
                late.link(),
                late.began(),
                late.seen()));
        post.run();
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).contains("A field called x Bcc: everybody@example.org hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b@c", "ops@example.org\r\nBcc: all@example.org", "@example.org"})
    void whatIsNoMailAddressIsRefused(String target) {
        assertThatThrownBy(() -> subscribe(target))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(IncidentProblem.BAD_SUBSCRIPTION));
    }
}
