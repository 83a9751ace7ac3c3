package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.frontend.Assets;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Segments;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.router.Asker;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is proposed, and what waits for whom. */
@Route("proposals")
@PageTitle("Proposals · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
public class ProposalsView extends Div implements HasCrumbs {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private enum Shown {
        OPEN("Open"),
        ALL("All");

        private final String title;

        Shown(String title) {
            this.title = title;
        }
    }

    /** A proposal, and how it stands while it is open. */
    private record Row(Proposal proposal, Optional<Review> review) {}

    private final transient ProposalDesk desk;
    private final transient Asker asker;
    private final boolean mayWrite;
    private final transient Live<List<Row>> live;
    private final transient Segments<Shown> shown = new Segments<>(
            "Which proposals", List.of(Shown.values()), Shown.OPEN, choice -> choice.title, this::choose);
    private final Div problem = new Div();
    private final Div table = Line.table("Proposals");
    private volatile Shown chosen = Shown.OPEN;

    public ProposalsView(ProposalDesk desk, Viewer viewer) {
        this.desk = desk;
        this.asker = viewer.asker();
        this.mayWrite = viewer.mayPropose();
        addClassName("tm-page");
        live = new Live<>(this, this::look, this::show, this::fail);
        Card card = new Card("Proposals").with(shown);
        card.add(table);
        add(head(), problem, card);
        Beat.every(LOOK, this, live::refresh);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Proposals"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private Component head() {
        Paragraph about = new Paragraph(
                "Changes to schemas, metrics and transforms, looked at before they are in force by those they concern.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Proposals"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        if (mayWrite) {
            Anchor write = new Anchor("edit", "Propose a change");
            write.addClassName("tm-button");
            head.add(write);
        }
        return head;
    }

    private void choose(Shown choice) {
        chosen = choice;
        live.refresh();
    }

    private List<Row> look() {
        Optional<Proposal.State> state = chosen == Shown.OPEN ? Optional.of(Proposal.State.OPEN) : Optional.empty();
        return desk.list(state).stream()
                .map(proposal -> new Row(
                        proposal, proposal.isOpen() ? Optional.of(desk.review(proposal.id())) : Optional.empty()))
                .toList();
    }

    private void show(List<Row> rows) {
        problem.removeAll();
        table.removeAll();
        if (rows.isEmpty()) {
            table.add(new Empty(
                    chosen == Shown.OPEN ? "Nothing waits for anybody." : "Nobody has proposed anything yet.",
                    mayWrite
                            ? "Propose a change, or push a branch to the definitions repository."
                            : "A builder can propose a change, here or with Git."));
            return;
        }
        table.add(Line.head(
                "tm-proposals",
                new Span("State"),
                new Span("Proposal"),
                new Span("Waits for"),
                new Span("By"),
                new Span("Opened")));
        rows.forEach(row -> table.add(line(row)));
    }

    private Component line(Row row) {
        Proposal proposal = row.proposal();
        Anchor title = new Anchor("proposals/" + proposal.id(), proposal.title());
        title.addClassName("tm-name");
        Span number = Text.small("#" + proposal.id());
        return Line.of(
                "tm-proposals",
                new Standing(proposal, row.review()),
                new Div(title, number),
                waitsFor(row),
                Text.muted(proposal.author()),
                new When(proposal.openedAt(), When.Form.AGO));
    }

    private Component waitsFor(Row row) {
        Div cell = new Div();
        cell.addClassName("tm-waits");
        row.review().ifPresent(review -> {
            List<Signature> missing = review.signatures().stream()
                    .filter(signature -> signature.by().isEmpty())
                    .toList();
            if (missing.stream()
                    .anyMatch(
                            signature -> desk.maySign(signature, row.proposal().author(), asker))) {
                cell.add(Text.pill("you", "accent"));
            }
            cell.add(Text.muted(missing.stream().map(SignaturesCard::who).collect(Collectors.joining(", "))));
        });
        return cell;
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
