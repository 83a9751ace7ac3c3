package dev.tidemark.incidents;

import java.time.Instant;
import java.util.EnumSet;
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

    /** What notices are about. */
    public enum Topic {
        INCIDENTS,
        PROPOSALS;

        public String word() {
            return Words.of(this);
        }

        public static Optional<Topic> of(String word) {
            return Words.find(Topic.class, word);
        }
    }

    /**
     * Of what. But for the topics, an empty set stands for all.
     *
     * @param topics incidents, if none is given
     * @param checks of incidents; likewise the severities
     * @param owners teams that answer for an incident's subject; teams, and roles in lower case, whose consent a proposal needs
     */
    public record Filter(Set<Topic> topics, Set<Check> checks, Set<Severity> severities, Set<String> owners) {

        public static final Filter ALL = new Filter(EnumSet.allOf(Topic.class), Set.of(), Set.of(), Set.of());

        /** Of incidents. */
        public Filter(Set<Check> checks, Set<Severity> severities, Set<String> owners) {
            this(Set.of(), checks, severities, owners);
        }

        public Filter {
            topics = topics.isEmpty() ? Set.of(Topic.INCIDENTS) : Set.copyOf(topics);
            checks = Set.copyOf(checks);
            severities = Set.copyOf(severities);
            owners = Set.copyOf(owners);
        }

        public boolean accepts(Incident incident) {
            return topics.contains(Topic.INCIDENTS)
                    && (checks.isEmpty() || checks.contains(incident.check()))
                    && (severities.isEmpty() || severities.contains(incident.severity()))
                    && (owners.isEmpty() || owners.contains(incident.owner()));
        }

        public boolean accepts(ProposalNews news) {
            return topics.contains(Topic.PROPOSALS)
                    && (owners.isEmpty() || news.owners().stream().anyMatch(owners::contains));
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
