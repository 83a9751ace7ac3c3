package dev.tidemark.server.incidents;

import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Proposals;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.definitions.proposals.Step;
import dev.tidemark.incidents.Notices;
import dev.tidemark.incidents.ProposalNews;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells what happened to proposals: a step leaves the news and becomes notices in one transaction. */
final class ProposalTeller {

    private static final Logger LOG = LoggerFactory.getLogger(ProposalTeller.class);
    private static final int AT_ONCE = 50;
    private static final int LONGEST_TITLE = 200;

    private final Proposals proposals;
    private final Notices notices;
    private final TransactionTemplate transaction;

    ProposalTeller(Proposals proposals, Notices notices, TransactionTemplate transaction) {
        this.proposals = proposals;
        this.notices = notices;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelay = 3_000)
    void look() {
        while (Objects.requireNonNull(transaction.execute(status -> tell())) == AT_ONCE) {
            LOG.debug("There is more to tell of proposals");
        }
    }

    private int tell() {
        List<Step> steps = proposals.news(AT_ONCE);
        // As of an incident, nobody is told of comments.
        steps.stream().filter(step -> step.kind() != Step.Kind.COMMENTED).forEach(this::tell);
        return steps.size();
    }

    private void tell(Step step) {
        try {
            int told = notices.tell(news(step, proposals.review(step.proposal())));
            LOG.info(
                    "Proposal {} {} by {}; {} are told",
                    step.proposal(),
                    step.kind().word(),
                    step.who(),
                    told);
        } catch (ProblemException e) {
            if (e.problem().status() >= 500) {
                throw e; // It will be told when the definitions can be read again.
            }
            LOG.warn(
                    "Nobody is told that proposal {} was {}: {}",
                    step.proposal(),
                    step.kind().word(),
                    e.detail());
        }
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
