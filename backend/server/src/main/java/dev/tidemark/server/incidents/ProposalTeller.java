package dev.tidemark.server.incidents;

import dev.tidemark.definitions.proposals.News;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.definitions.proposals.Step;
import dev.tidemark.incidents.NoticeSettings.Delivering;
import dev.tidemark.incidents.Notices;
import dev.tidemark.incidents.ProposalNews;
import dev.tidemark.problems.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells what happened to proposals: a step leaves the news and becomes notices in one transaction, each step in one of its own. One that
 * cannot be told is tried as often, and after the same pauses, as a notice is sent.
 */
final class ProposalTeller {

    /** How long it can be looked up what was never told. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(ProposalTeller.class);
    private static final int LONGEST_TITLE = 200;

    private final News news;
    private final LongFunction<Review> reviews;
    private final Notices notices;
    private final TransactionTemplate transaction;
    private final Delivering delivering;
    private final Clock clock;

    /**
     * @param reviews of proposals as they are now
     */
    ProposalTeller(
            News news,
            LongFunction<Review> reviews,
            Notices notices,
            TransactionTemplate transaction,
            Delivering delivering,
            Clock clock) {
        this.news = news;
        this.reviews = reviews;
        this.notices = notices;
        this.transaction = transaction;
        this.delivering = delivering;
        this.clock = clock;
    }

    /** Works until nothing is due. */
    @Scheduled(fixedDelay = 3_000)
    void look() {
        for (Optional<News.Claimed> next = claim(); next.isPresent(); next = claim()) {
            attempt(next.get());
        }
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
    void forget() {
        news.forgetGivenUpBefore(clock.instant().minus(KEPT));
    }

    private Optional<News.Claimed> claim() {
        Instant now = clock.instant();
        return news.claim(now, now.plus(delivering.lease()));
    }

    private void attempt(News.Claimed claimed) {
        Step step = claimed.step();
        if (claimed.attempts() > delivering.mostAttempts()) {
            giveUp(step, "The portal ended while it was told");
            return;
        }
        try {
            tell(step);
        } catch (ProblemException e) {
            failed(claimed, e.detail());
        } catch (RuntimeException e) {
            LOG.warn("That {} could not be told", happened(step), e);
            failed(claimed, "The portal failed at telling it; its log says why");
        }
    }

    private void tell(Step step) {
        // As of an incident, nobody is told of comments.
        if (step.kind() == Step.Kind.COMMENTED) {
            news.told(step);
            return;
        }
        ProposalNews told = news(step, reviews.apply(step.proposal()));
        int toldTo = Objects.requireNonNull(transaction.execute(status -> news.told(step) ? notices.tell(told) : 0));
        LOG.info("That {} is told to {}", happened(step), toldTo);
    }

    private void failed(News.Claimed claimed, String why) {
        if (claimed.attempts() >= delivering.mostAttempts()) {
            giveUp(claimed.step(), why);
        } else {
            news.failed(claimed.step(), why, clock.instant().plus(delivering.pause(claimed.attempts())));
        }
    }

    private void giveUp(Step step, String why) {
        LOG.warn("Nobody is told that {}: {}", happened(step), why);
        news.givenUp(step, why, clock.instant());
    }

    private static String happened(Step step) {
        return "proposal " + step.proposal() + " was " + step.kind().word() + " by " + step.who();
    }

    /**
     * @param review of the proposal as it is now
     */
    static ProposalNews news(Step step, Review review) {
        Proposal proposal = review.proposal();
        Set<String> owners =
                review.signatures().stream().map(ProposalTeller::owner).collect(Collectors.toSet());
        List<String> awaits = proposal.isOpen()
                ? review.signatures().stream()
                        .filter(signature -> signature.by().isEmpty())
                        .map(ProposalTeller::owner)
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
        return new ProposalNews(
                proposal.id(),
                step.kind().word(),
                step.at(),
                step.who(),
                proposal.author(),
                owners,
                awaits,
                summary(step, proposal.title(), awaits),
                "proposals/" + proposal.id());
    }

    private static String owner(Signature signature) {
        return signature.of() == Signature.Of.ROLE ? signature.name().toLowerCase(Locale.ROOT) : signature.name();
    }

    private static String summary(Step step, String title, List<String> awaits) {
        String name = title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) + "…" : title;
        String happened = step.who() + " "
                + (step.kind() == Step.Kind.OPENED ? "proposed" : step.kind().word()) + " “" + name + "”.";
        return awaits.isEmpty() ? happened : happened + " It awaits " + String.join(", ", awaits) + ".";
    }
}
