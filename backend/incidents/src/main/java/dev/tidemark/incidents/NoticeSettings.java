package dev.tidemark.incidents;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How people are told.
 *
 * @param portal where links of notices lead
 * @param privateAddresses whether webhooks may be on this machine or in private networks
 * @param mail empty where nobody is told by e-mail
 * @param delivery how notices are sent
 */
public record NoticeSettings(URI portal, boolean privateAddresses, Optional<MailSettings> mail, Delivering delivery) {

    /**
     * @param look the pause between looks for notices that are due
     * @param timeout of an attempt
     * @param lease when an attempt that was begun counts as lost; longer than an attempt can take
     * @param firstPause after the first attempt that failed; it doubles with each that follows
     * @param longestPause what it doubles up to
     * @param mostAttempts after which a notice is dead
     */
    public record Delivering(
            Duration look,
            Duration timeout,
            Duration lease,
            Duration firstPause,
            Duration longestPause,
            int mostAttempts) {

        public static final Delivering DEFAULT = new Delivering(
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                12);

        public Delivering {
            if (lease.compareTo(timeout.multipliedBy(4)) < 0) {
                throw new IllegalArgumentException(
                        "A lease of " + lease + " ends before attempts of " + timeout + " do");
            }
            if (mostAttempts < 1) {
                throw new IllegalArgumentException("A notice is tried at least once");
            }
        }

        /**
         * How long to wait after so many attempts that failed. Up to a quarter shorter than told, so that those who failed together do not
         * come back together.
         */
        public Duration pause(int attempts) {
            long longest = longestPause.toMillis();
            long doubled = firstPause.toMillis() << Math.min(attempts - 1, 30);
            long millis = doubled <= 0 ? longest : Math.min(longest, doubled);
            return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
        }
    }
}
