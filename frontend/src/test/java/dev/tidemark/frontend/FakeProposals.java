package dev.tidemark.frontend;

import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.definitions.proposals.FileChange;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.Preview;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.ProposalProblem;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.definitions.proposals.Step;
import dev.tidemark.definitions.proposals.Weight;
import dev.tidemark.frontend.proposals.NumberChange;
import dev.tidemark.frontend.proposals.ProposalDesk;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One proposal of the builder that changes revenue, and a file with a fault for whoever writes “wrong” into it. */
public final class FakeProposals implements ProposalDesk {

    private static final String PATH = "storefront/metrics/orders.yaml";
    private static final String COMMIT = "c0ffee";
    private static final Instant OPENED = Instant.now().minus(Duration.ofMinutes(12));

    private final List<Step> steps = new ArrayList<>();
    private Proposal.State state = Proposal.State.OPEN;
    private Optional<String> signedBy = Optional.empty();
    private Optional<Draft> opened = Optional.empty();

    FakeProposals() {
        reset();
    }

    void reset() {
        steps.clear();
        state = Proposal.State.OPEN;
        signedBy = Optional.empty();
        opened = Optional.empty();
        add(Step.Kind.OPENED, "builder", "");
    }

    Optional<Draft> opened() {
        return opened;
    }

    private void add(Step.Kind kind, String who, String text) {
        steps.add(new Step(steps.size() + 1, 7, Instant.now(), who, kind, COMMIT, text, List.of()));
    }

    private Proposal proposal() {
        return new Proposal(
                7,
                "Leave cancelled orders out of revenue",
                "Finance reports it without them.",
                "builder",
                "proposals/leave-cancelled-orders-out-1f2e",
                state,
                OPENED,
                state == Proposal.State.OPEN ? Optional.empty() : Optional.of(Instant.now()),
                state == Proposal.State.PUBLISHED ? Optional.of("0123456789abcdef0123") : Optional.empty());
    }

    @Override
    public List<Proposal> list(Optional<Proposal.State> wanted) {
        return wanted.isEmpty() || wanted.get() == state ? List.of(proposal()) : List.of();
    }

    @Override
    public Review review(long id) {
        if (id != 7) {
            throw new ProblemException(ProposalProblem.UNKNOWN_PROPOSAL, id);
        }
        Preview preview = preview(new Draft("", "", Map.of(PATH, Optional.of("fine"))));
        Signature signature = preview.signatures().getFirst();
        return new Review(
                proposal(),
                COMMIT,
                List.of(),
                preview.files(),
                preview.findings(),
                preview.effects(),
                List.of(signedBy.map(signature::givenBy).orElse(signature)),
                List.copyOf(steps));
    }

    @Override
    public Preview preview(Draft draft) {
        if (draft.files().isEmpty()) {
            return new Preview(List.of(), Map.of("definitions", List.of(), "metrics", List.of()), List.of(), List.of());
        }
        boolean wrong =
                draft.files().values().stream().flatMap(Optional::stream).anyMatch(text -> text.contains("wrong"));
        return new Preview(
                List.of(new FileChange(
                        PATH,
                        FileChange.Kind.CHANGED,
                        "@@ -98,4 +98,4 @@\n     type: simple\n-    filter: old\n+    filter: new\n     label: Revenue\n",
                        1,
                        1)),
                Map.of(
                        "definitions",
                        List.of(),
                        "metrics",
                        wrong ? List.of(Finding.fault(PATH + ":3", "There is no measure order_amuont.")) : List.of()),
                List.of(new Effect(
                        "storefront",
                        "metric",
                        "revenue",
                        Optional.of("finance"),
                        Weight.CHANGES_NUMBERS,
                        "is defined differently")),
                List.of(new Signature(
                        Signature.Of.TEAM, "finance", "the metric revenue belongs to finance", Optional.empty())));
    }

    @Override
    public SortedMap<String, String> files() {
        return new TreeMap<>(Map.of(PATH, "metrics: []\n", "storefront/teams.yaml", "teams: []\n"));
    }

    @Override
    public SortedMap<String, String> files(long id) {
        return files();
    }

    @Override
    public List<NumberChange> numbers(long id, Asker asker) {
        return List.of(new NumberChange(
                "storefront",
                "revenue",
                Optional.of("GBP"),
                Optional.of(new BigDecimal("1000.00")),
                Optional.of(new BigDecimal("900.00")),
                Optional.empty()));
    }

    @Override
    public List<NumberChange> numbers(Draft draft, Asker asker) {
        return draft.files().isEmpty() ? List.of() : numbers(7, asker);
    }

    @Override
    public boolean maySign(Signature signature, String author, Asker asker) {
        return asker.user().equals("admin");
    }

    @Override
    public long open(Draft draft, Asker author) {
        if (draft.title().isBlank()) {
            throw new ProblemException(ProposalProblem.EMPTY_PROPOSAL, "The title is empty.");
        }
        opened = Optional.of(draft);
        return 7;
    }

    @Override
    public void change(long id, Map<String, Optional<String>> files, Asker who) {
        add(Step.Kind.CHANGED, who.user(), "");
    }

    @Override
    public void comment(long id, String text, Asker who) {
        add(Step.Kind.COMMENTED, who.user(), text);
    }

    @Override
    public void approve(long id, String text, Asker who) {
        signedBy = Optional.of(who.user());
        add(Step.Kind.APPROVED, who.user(), text);
    }

    @Override
    public void reject(long id, String reason, Asker who) {
        if (reason.isBlank()) {
            throw new ProblemException(ProposalProblem.REASON_MISSING, "A rejection");
        }
        state = Proposal.State.REJECTED;
        add(Step.Kind.REJECTED, who.user(), reason);
    }

    @Override
    public void withdraw(long id, String reason, Asker who) {
        state = Proposal.State.WITHDRAWN;
        add(Step.Kind.WITHDRAWN, who.user(), reason);
    }

    @Override
    public void publish(long id, Asker who) {
        state = Proposal.State.PUBLISHED;
        add(Step.Kind.PUBLISHED, who.user(), "");
    }
}
