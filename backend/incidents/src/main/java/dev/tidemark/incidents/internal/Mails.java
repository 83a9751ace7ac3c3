package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.MailSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Notices as plain mail. A message that is sent again has the id it had. */
final class Mails implements Sender {

    private static final List<String> TOLD = List.of(
            "subject",
            "check",
            "severity",
            "state",
            "owner",
            "assignee",
            "by",
            "author",
            "awaits",
            "began_at",
            "detected_at",
            "resolved_at",
            "resolution");

    private final MailSettings settings;
    private final Duration timeout;

    Mails(MailSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
    }

    @Override
    public void send(SubscriptionBook.Sealed to, UUID id, String body) throws IOException {
        JavaMailSenderImpl server = server();
        try {
            MimeMessage message = server.createMimeMessage();
            message.setFrom(new InternetAddress(settings.from()));
            message.setRecipients(
                    MimeMessage.RecipientType.TO,
                    InternetAddress.parse(to.subscription().target()));
            Map<String, Object> notice = Json.read(body);
            message.setSubject(subject(notice), StandardCharsets.UTF_8.name());
            message.setText(text(notice), StandardCharsets.UTF_8.name());
            message.setHeader("Message-ID", "<" + id + "@tidemark>");
            message.setHeader("Auto-Submitted", "auto-generated");
            server.send(message);
        } catch (MessagingException e) {
            throw new Undelivered("The message cannot be written", e);
        } catch (MailAuthenticationException e) {
            throw new Undelivered("The mail server did not let the portal in", e);
        } catch (MailException e) {
            // What a server says may quote addresses.
            throw new Undelivered("The mail server did not take it", e);
        }
    }

    private JavaMailSenderImpl server() {
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost(settings.host());
        server.setPort(settings.port());
        if (!settings.user().isEmpty()) {
            server.setUsername(settings.user());
            server.setPassword(settings.password().get());
        }
        String millis = Long.toString(timeout.toMillis());
        Properties mail = server.getJavaMailProperties();
        mail.setProperty("mail.smtp.connectiontimeout", millis);
        mail.setProperty("mail.smtp.timeout", millis);
        mail.setProperty("mail.smtp.writetimeout", millis);
        mail.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.encryption()) {
            case NONE -> {}
            case STARTTLS -> {
                mail.setProperty("mail.smtp.starttls.enable", "true");
                mail.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> mail.setProperty("mail.smtp.ssl.enable", "true");
        }
        return server;
    }

    /** On one line, whatever senders call their fields. */
    private static String subject(Map<String, Object> notice) {
        Map<?, ?> told = told(notice);
        Object number = told.get("number");
        String type = notice.get("type") + "";
        String change = "#" + number + " " + type.substring(type.indexOf('.') + 1);
        String title = number == null
                ? "test"
                : type.startsWith("proposal.") ? "proposal " + change : change + ", " + told.get("severity");
        return ("[Tidemark] " + title + ": " + told.get("summary")).replaceAll("\\p{Cntrl}+", " ");
    }

    private static String text(Map<String, Object> notice) {
        Map<?, ?> told = told(notice);
        StringBuilder text = new StringBuilder().append(told.get("summary")).append("\n\n");
        for (String member : TOLD) {
            String value = words(told.get(member));
            if (!value.isEmpty()) {
                text.append(member.replace('_', ' ')).append(": ").append(value).append('\n');
            }
        }
        text.append('\n').append(told.get("url")).append('\n');
        if (told.get("mend_url") != null) {
            text.append("Where to mend it: ").append(told.get("mend_url")).append('\n');
        }
        return text.append("\nNotice ").append(notice.get("id")).append('\n').toString();
    }

    private static String words(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private static Map<?, ?> told(Map<String, Object> notice) {
        return notice.get("data") instanceof Map<?, ?> told ? told : Map.of();
    }
}
