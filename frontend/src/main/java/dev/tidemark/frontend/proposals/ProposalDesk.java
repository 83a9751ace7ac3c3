package dev.tidemark.frontend.proposals;

import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.definitions.proposals.Preview;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.router.Asker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Who keeps proposals. Blocking; throws problems, also when somebody may not do what they ask for. */
public interface ProposalDesk {

    /** The newest first. */
    List<Proposal> list(Optional<Proposal.State> state);

    Review review(long id);

    Preview preview(Draft draft);

    /** The files of the definitions in force: path from the root of the repository → text. */
    SortedMap<String, String> files();

    /** The files of a proposal as it is now. */
    SortedMap<String, String> files(long id);

    /** What becomes of the numbers that a proposal changes. */
    List<NumberChange> numbers(long id, Asker asker);

    /** What would become of the numbers that a draft changes. */
    List<NumberChange> numbers(Draft draft, Asker asker);

    /** Whether this person may give that signature to what {@code author} proposed. */
    boolean maySign(Signature signature, String author, Asker asker);

    long open(Draft draft, Asker author);

    void change(long id, Map<String, Optional<String>> files, Asker who);

    void comment(long id, String text, Asker who);

    void approve(long id, String text, Asker who);

    void reject(long id, String reason, Asker who);

    void withdraw(long id, String reason, Asker who);

    void publish(long id, Asker who);
}
