package dev.tidemark.server.proposals;

import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.definitions.proposals.Person;
import dev.tidemark.definitions.proposals.Preview;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Proposals;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.frontend.proposals.NumberChange;
import dev.tidemark.frontend.proposals.ProposalDesk;
import dev.tidemark.router.Asker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Proposals as the pages see them: for a person of the portal.
 *
 * @param complete adds the roles that a person's roles imply
 */
record ProposalCounter(
        Proposals proposals, Function<Asker, Person> people, UnaryOperator<Asker> complete, Rehearsal rehearsal)
        implements ProposalDesk {

    @Override
    public List<Proposal> list(Optional<Proposal.State> state) {
        return proposals.list(state);
    }

    @Override
    public Review review(long id) {
        return proposals.review(id);
    }

    @Override
    public Preview preview(Draft draft) {
        return proposals.preview(draft);
    }

    @Override
    public SortedMap<String, String> files() {
        return proposals.change(new Draft("", "", Map.of())).before();
    }

    @Override
    public SortedMap<String, String> files(long id) {
        return proposals.change(id).after();
    }

    @Override
    public List<NumberChange> numbers(long id, Asker asker) {
        return rehearsal.numbers(proposals.change(id), complete.apply(asker));
    }

    @Override
    public List<NumberChange> numbers(Draft draft, Asker asker) {
        return rehearsal.numbers(proposals.change(draft), complete.apply(asker));
    }

    @Override
    public boolean maySign(Signature signature, String author, Asker asker) {
        return !author.equals(asker.user()) && signature.mayBeGivenBy(people.apply(asker));
    }

    @Override
    public long open(Draft draft, Asker author) {
        return proposals.open(draft, people.apply(author)).id();
    }

    @Override
    public void change(long id, Map<String, Optional<String>> files, Asker who) {
        proposals.change(id, files, people.apply(who));
    }

    @Override
    public void comment(long id, String text, Asker who) {
        proposals.comment(id, text, people.apply(who));
    }

    @Override
    public void approve(long id, String text, Asker who) {
        proposals.approve(id, text, people.apply(who));
    }

    @Override
    public void reject(long id, String reason, Asker who) {
        proposals.reject(id, reason, people.apply(who));
    }

    @Override
    public void withdraw(long id, String reason, Asker who) {
        proposals.withdraw(id, reason, people.apply(who));
    }

    @Override
    public void publish(long id, Asker who) {
        proposals.publish(id, people.apply(who));
    }
}
