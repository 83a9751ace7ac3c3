package dev.tidemark.incidents;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who is told.
 *
 * @param name what it is called, for example {@code on-call chat}
 * @param target a web address, or one or more mail addresses with commas between them; for administrators only, as web addresses often are
 *     secrets
 */
public record Subscription(
        UUID id, String name, Channel channel, String target, Filter filter, String createdBy, Instant createdAt) {

    /** How somebody is told. */
    public enum Channel {
        WEBHOOK,
        MAIL;

        public String word() {
            return Words.of(this);
        }

        public static Optional<Channel> of(String word) {
            return Words.find(Channel.class, word);
        }
    }

    /**
     * Of which incidents. An empty set stands for all.
     *
     * @param owners teams that answer for the subject
     */
    public record Filter(Set<Check> checks, Set<Severity> severities, Set<String> owners) {

        public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of());

        public Filter {
            checks = Set.copyOf(checks);
            severities = Set.copyOf(severities);
            owners = Set.copyOf(owners);
        }

        public boolean accepts(Incident incident) {
            return (checks.isEmpty() || checks.contains(incident.check()))
                    && (severities.isEmpty() || severities.contains(incident.severity()))
                    && (owners.isEmpty() || owners.contains(incident.owner()));
        }
    }

    /**
     * A subscription as somebody wishes it.
     */
    public record Wish(String name, Channel channel, String target, Filter filter) {}

    /**
     * A new subscription.
     *
     * @param secret that signs what is sent to a webhook; told here and never again
     */
    public record Created(Subscription subscription, Optional<String> secret) {}
}
