package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.frontend.Assets;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.router.Asker;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who is told of incidents and proposals, and whether notices arrive. */
@Route("notices")
@PageTitle("Notices · Tidemark")
@RolesAllowed("ADMIN")
@StyleSheet(Assets.PROPOSALS_STYLE)
@StyleSheet(Assets.INCIDENTS_STYLE)
public class NoticesView extends Div implements HasCrumbs {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final transient NoticeDesk desk;
    private final transient Asker asker;
    private final transient Live<Map<Subscription, List<Delivery>>> live;
    private final transient Map<UUID, SubscriptionCard> cards = new LinkedHashMap<>();
    private final Div problem = new Div();
    private final Div list = new Div();
    private boolean drawn;

    public NoticesView(NoticeDesk desk, Viewer viewer) {
        this.desk = desk;
        this.asker = viewer.asker();
        addClassName("tm-page");
        live = new Live<>(this, this::ask, this::show, this::fail);
        Paragraph about = new Paragraph(
                "Every change of an incident or a proposal is told to who wants to know, by a signed request or by mail.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Notices"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        list.addClassName("tm-stack");
        Card more = new Card("Tell somebody else");
        more.padded(new SubscriptionForm(desk, asker, live::refresh));
        Div columns = new Div(list, more);
        columns.addClassNames("tm-cols", "proposal");
        add(head, problem, columns);
        Beat.every(LOOK, this, live::refresh);
    }

    private Map<Subscription, List<Delivery>> ask() {
        Map<Subscription, List<Delivery>> all = new LinkedHashMap<>();
        desk.all(asker).forEach(each -> all.put(each, desk.deliveries(each.id(), asker)));
        return all;
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Incidents", "incidents"), Crumb.here("Notices"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void show(Map<Subscription, List<Delivery>> all) {
        problem.removeAll();
        List<UUID> ids = all.keySet().stream().map(Subscription::id).toList();
        if (!drawn || !List.copyOf(cards.keySet()).equals(ids)) {
            drawn = true;
            cards.clear();
            list.removeAll();
            all.keySet().forEach(each -> {
                SubscriptionCard card = new SubscriptionCard(each, desk, asker, live::refresh);
                cards.put(each.id(), card);
                list.add(card);
            });
            if (all.isEmpty()) {
                list.add(new Empty("Nobody is told.", "Add a webhook or mail addresses under “Tell somebody else”."));
            }
        }
        all.forEach((each, deliveries) -> cards.computeIfPresent(each.id(), (id, card) -> card.show(deliveries)));
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
