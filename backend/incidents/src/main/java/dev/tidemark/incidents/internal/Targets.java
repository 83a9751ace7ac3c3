package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.IncidentProblem;
import dev.tidemark.incidents.NoticeSettings;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.problems.ProblemException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where notices may go. */
public final class Targets {

    private static final int LONGEST = 2_000;

    private final NoticeSettings settings;

    public Targets(NoticeSettings settings) {
        this.settings = settings;
    }

    public boolean canMail() {
        return settings.mail().isPresent();
    }

    /**
     * @return the target as it is kept
     * @throws ProblemException {@link IncidentProblem#BAD_SUBSCRIPTION}, {@link IncidentProblem#NOTICE_ADDRESS_REFUSED} or {@link
     *     IncidentProblem#MAIL_NOT_SET_UP}
     */
    public String checked(Subscription.Channel channel, String target) {
        String text = target.strip();
        if (text.length() > LONGEST) {
            throw bad("a target of more than " + LONGEST + " characters", "too long");
        }
        return switch (channel) {
            case WEBHOOK -> webhook(text);
            case MAIL -> mail(text);
        };
    }

    private String webhook(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw bad("no web address", "expected for example https://example.org/hooks/tidemark");
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("Notices go to http and https addresses only");
        }
        if (address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
            throw bad("no web address that can be used", "expected a host, and neither a user nor a fragment");
        }
        try {
            InetAddress.getAllByName(host(address));
            if (!settings.privateAddresses()) {
                PublicAddresses.resolve(host(address));
            }
        } catch (PublicAddresses.NotPublic e) {
            throw refused(
                    "Notices go to the public internet only, and the host is on this machine or in a private network");
        } catch (UnknownHostException e) {
            throw bad("a host that is not known", "its name has no address");
        }
        return address.toString();
    }

    /** Without the brackets that an IPv6 address has in a web address. */
    private static String host(URI address) {
        return address.getHost().replaceAll("^\\[|\\]$", "");
    }

    private String mail(String text) {
        if (!canMail()) {
            throw new ProblemException(IncidentProblem.MAIL_NOT_SET_UP).withFault("/channel", "mail is not set up");
        }
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            if (addresses.length == 0) {
                throw bad("no mail address", "expected one or more addresses with commas between them");
            }
            for (InternetAddress address : addresses) {
                address.validate();
                if (address.getAddress().indexOf('@') < 0) {
                    throw bad("no mail address", address.getAddress() + " has no @");
                }
            }
            return Arrays.stream(addresses).map(InternetAddress::getAddress).collect(Collectors.joining(", "));
        } catch (AddressException e) {
            throw bad("no mail address", "expected one or more addresses with commas between them")
                    .because(e);
        }
    }

    private static ProblemException bad(String what, String expected) {
        return new ProblemException(IncidentProblem.BAD_SUBSCRIPTION, what).withFault("/target", expected);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(IncidentProblem.NOTICE_ADDRESS_REFUSED, why).withFault("/target", why);
    }
}
