package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.definitions.proposals.FileChange;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.frontend.Assets;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.router.Asker;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One proposal: what it changes, what that does, who has to agree. */
@Route("proposals/:id([0-9]{1,15})")
@PageTitle("Proposal · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
public class ProposalView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final transient ProposalDesk desk;
    private final transient Asker asker;
    private final boolean mayWrite;
    private final transient Live<Review> live;
    private final transient Live<List<NumberChange>> numbersLive;

    private final H1 title = new H1("…");
    private final Div about = new Div();
    private final Div problem = new Div();
    private final Paragraph description = new Paragraph();
    private final EffectsCard effects = new EffectsCard();
    private final NumbersCard numbers = new NumbersCard();
    private final FindingsList findings = new FindingsList();
    private final Div files = new Div();
    private final HistoryCard history = new HistoryCard(words -> act(() -> desk().comment(number(), words, asker())));
    private final SignaturesCard signatures = new SignaturesCard();
    private final Div actions = new Div();
    private final Div refusal = new Div();
    private volatile long id;
    private String shownCommit = "";
    private String shownActions = "";

    public ProposalView(ProposalDesk desk, Viewer viewer) {
        this.desk = desk;
        this.asker = viewer.asker();
        this.mayWrite = viewer.mayPropose();
        addClassName("tm-page");
        live = new Live<>(this, () -> this.desk.review(id), this::show, this::fail);
        numbersLive = new Live<>(this, () -> this.desk.numbers(id, asker), numbers::show, numbers::fail);
        about.addClassName("tm-sub");
        description.addClassName("tm-description");
        Div titles = new Div(title, about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        files.addClassName("tm-stack");
        actions.addClassName("tm-actions");
        refusal.getElement().setAttribute("role", "status");
        Div main = new Div(description, effects, numbers, findings, files, history);
        main.addClassName("tm-stack");
        Card decide = new Card("Decide");
        decide.padded(actions, refusal);
        Div side = new Div(signatures, decide);
        side.addClassName("tm-stack");
        Div columns = new Div(main, side);
        columns.addClassNames("tm-cols", "proposal");
        add(head, problem, columns);
        Beat.every(LOOK, this, live::refresh);
    }

    private ProposalDesk desk() {
        return desk;
    }

    private long number() {
        return id;
    }

    private Asker asker() {
        return asker;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().getLong("id").orElse(0L);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Proposals", "proposals"), Crumb.here("#" + id));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void show(Review review) {
        problem.removeAll();
        Proposal proposal = review.proposal();
        title.setText(proposal.title());
        about.removeAll();
        about.add(
                new Standing(proposal, Optional.of(review)),
                Text.muted("by " + proposal.author()),
                new When(proposal.openedAt(), When.Form.AGO),
                Text.mono(proposal.branch()));
        description.setText(proposal.description());
        description.setVisible(!proposal.description().isEmpty());
        effects.show(review.effects());
        findings.show(review.findings(), review.conflicts());
        signatures.show(review.signatures());
        history.show(review.history(), proposal.isOpen());
        String commit = review.commit() + proposal.state();
        if (!commit.equals(shownCommit)) {
            shownCommit = commit;
            files.removeAll();
            review.files().stream().map(DiffCard::new).forEach(files::add);
            numbersLive.refresh();
        }
        decide(review);
    }

    /** The buttons stay while nothing about them changes, so that the keyboard stays where it is. */
    private void decide(Review review) {
        String now = review.proposal().state() + " " + review.publishable() + review.signatures() + review.commit();
        if (now.equals(shownActions)) {
            return;
        }
        shownActions = now;
        actions.removeAll();
        Proposal proposal = review.proposal();
        if (!proposal.isOpen()) {
            actions.add(Text.muted("It is " + proposal.state().word() + "."));
            proposal.published().ifPresent(commit -> actions.add(Text.mono(commit.substring(0, 12))));
            return;
        }
        if (mayWrite && review.publishable()) {
            actions.add(primary(button("Publish", () -> desk.publish(id, asker))));
        }
        boolean maySign = review.signatures().stream()
                .anyMatch(signature -> signature.by().isEmpty() && desk.maySign(signature, proposal.author(), asker));
        if (maySign) {
            actions.add(primary(button("Approve", () -> desk.approve(id, "", asker))));
        }
        if (review.signatures().stream().anyMatch(signature -> desk.maySign(signature, proposal.author(), asker))) {
            actions.add(new ReasonButton("Reject", reason -> act(() -> desk.reject(id, reason, asker))));
        }
        if (mayWrite) {
            Anchor edit = new Anchor(edit(review), "Change it");
            edit.addClassName("tm-button");
            actions.add(edit);
        }
        if (proposal.author().equals(asker.user())) {
            actions.add(button("Take it back", () -> desk.withdraw(id, "", asker)));
        }
        if (actions.getComponentCount() == 0) {
            actions.add(Text.muted("It is for others to decide; you can say what you think of it."));
        }
    }

    private static String edit(Review review) {
        return "edit?proposal=" + review.proposal().id()
                + review.files().stream()
                        .findFirst()
                        .map(FileChange::path)
                        .map(path -> "&path=" + path)
                        .orElse("");
    }

    private Button button(String text, Runnable action) {
        Button button = new Button(text);
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            act(action);
            button.setEnabled(true);
        });
        return button;
    }

    private static Button primary(Button button) {
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private void act(Runnable action) {
        refusal.removeAll();
        try {
            action.run();
            shownActions = "";
        } catch (RuntimeException e) {
            refusal.add(ProblemNote.of(e));
        }
        live.refresh();
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
