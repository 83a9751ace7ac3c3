package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.Preview;
import dev.tidemark.frontend.Assets;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.router.Asker;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writing a change: the files of the definitions, what the checks say as one types, and what it would do. Opens at {@code ?path=} and
 * {@code &line=}; with {@code &proposal=} it goes on with an open proposal.
 */
@Route("edit")
@PageTitle("Propose a change · Tidemark")
@RolesAllowed({"BUILDER", "FINANCE", "ADMIN"})
@StyleSheet(Assets.PROPOSALS_STYLE)
public class EditView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final Pattern LINE = Pattern.compile("(.+):(\\d+)");

    /** What the checks said of a draft, and of which. */
    private record Said(Draft draft, Preview preview) {}

    private final transient ProposalDesk desk;
    private final transient Catalogs catalogs;
    private final transient Asker asker;
    private final transient Live<Said> live;
    private final transient Live<List<NumberChange>> numbersLive;

    private final ComboBox<String> file = new ComboBox<>();
    private final Editor editor = new Editor(this::typed);
    private final FindingsList findings = new FindingsList();
    private final EffectsCard effects = new EffectsCard();
    private final NumbersCard numbers = new NumbersCard();
    private final SignaturesCard signatures = new SignaturesCard();
    private final TextField title = new TextField("What it is");
    private final TextArea why = new TextArea("Why");
    private final Button propose = new Button("Propose", click -> propose());
    private final Div refusal = new Div();
    private final Div problem = new Div();

    private final transient SortedMap<String, String> inForce = new TreeMap<>();

    /** The same as in force, or what an open proposal makes of it. */
    private final transient SortedMap<String, String> original = new TreeMap<>();

    /** Read by the thread that asks the checks. */
    private final transient ConcurrentSkipListMap<String, Optional<String>> edits = new ConcurrentSkipListMap<>();

    private String path = "";
    private Optional<Long> proposal = Optional.empty();
    private volatile Draft draft = new Draft("", "", Map.of());

    public EditView(ProposalDesk desk, Catalogs catalogs, Viewer viewer) {
        this.desk = desk;
        this.catalogs = catalogs;
        this.asker = viewer.asker();
        addClassName("tm-page");
        live = new Live<>(this, this::look, this::show, this::fail);
        numbersLive = new Live<>(this, () -> this.desk.numbers(draft, asker), numbers::show, numbers::fail);
        file.setAriaLabel("File");
        file.setWidth("min(24em, 100%)");
        file.addValueChangeListener(event -> {
            if (event.isFromClient() && event.getValue() != null) {
                openFile(event.getValue(), 1);
            }
        });
        file.setAllowCustomValue(true);
        file.addCustomValueSetListener(event -> openFile(event.getDetail().strip(), 1));
        file.setHelperText("a new path makes a new file");
        propose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        propose.setEnabled(false);
        title.setWidthFull();
        why.setWidthFull();
        add(head(), problem, columns());
    }

    private static Component head() {
        Paragraph about = new Paragraph(
                "Change any definition. What the checks say comes as you type; nothing is in force before it is signed and published.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Propose a change"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        return head;
    }

    private Component columns() {
        Card text = new Card("File").with(file);
        text.add(editor);
        Div main = new Div(text, findings, effects, numbers);
        main.addClassName("tm-stack");
        Card send = new Card("Propose");
        Div buttons = new Div(propose);
        buttons.addClassName("tm-actions");
        refusal.getElement().setAttribute("role", "status");
        send.padded(title, why, buttons, refusal);
        Div side = new Div(send, signatures);
        side.addClassName("tm-stack");
        Div columns = new Div(main, side);
        columns.addClassNames("tm-cols", "proposal");
        return columns;
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Proposals", "proposals"), Crumb.here("Propose a change"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters query = event.getLocation().getQueryParameters();
        proposal = query.getSingleParameter("proposal")
                .filter(text -> text.matches("\\d{1,15}"))
                .map(Long::valueOf);
        try {
            inForce.putAll(desk.files());
            original.putAll(proposal.map(desk::files).orElse(inForce));
        } catch (RuntimeException e) {
            problem.add(ProblemNote.of(e));
            return;
        }
        proposal.ifPresent(id -> {
            title.setValue(desk.review(id).proposal().title());
            title.setReadOnly(true);
            why.setVisible(false);
            propose.setText("Change the proposal");
        });
        file.setItems(original.keySet());
        String asked = query.getSingleParameter("path").orElse(original.isEmpty() ? "" : original.firstKey());
        int line = query.getSingleParameter("line")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(1);
        openFile(asked, line);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void openFile(String chosen, int line) {
        path = chosen;
        file.setValue(chosen);
        editor.open(text(chosen), mode(chosen));
        editor.goTo(line);
        editor.offer(words(chosen));
    }

    private String text(String of) {
        Optional<String> edited = edits.getOrDefault(of, Optional.empty());
        return edited.orElseGet(() -> original.getOrDefault(of, ""));
    }

    private static String mode(String path) {
        if (path.endsWith(".sql")) {
            return "sql";
        }
        return path.endsWith(".avsc") ? "json" : "yaml";
    }

    /** The names of the workspace's metrics, dimensions, measures and entities. */
    private List<String> words(String of) {
        return catalogs.words(of.contains("/") ? of.substring(0, of.indexOf('/')) : of);
    }

    private void typed(String text) {
        if (text.equals(original.get(path))) {
            edits.remove(path);
        } else {
            edits.put(path, Optional.of(text));
        }
        live.refresh();
    }

    private Said look() {
        Draft now = new Draft("", "", sinceInForce());
        draft = now;
        return new Said(now, desk.preview(now));
    }

    /** Everything that differs from the definitions in force, what the proposal said before included. */
    private Map<String, Optional<String>> sinceInForce() {
        SortedMap<String, Optional<String>> all = new TreeMap<>();
        inForce.keySet().stream()
                .filter(each -> !original.containsKey(each))
                .forEach(each -> all.put(each, Optional.empty()));
        original.forEach((each, text) -> {
            if (!text.equals(inForce.get(each))) {
                all.put(each, Optional.of(text));
            }
        });
        all.putAll(edits);
        return all;
    }

    private void show(Said said) {
        problem.removeAll();
        Preview preview = said.preview();
        findings.show(preview.findings(), List.of());
        effects.show(preview.effects());
        signatures.show(preview.signatures());
        propose.setEnabled(!preview.files().isEmpty());
        editor.mark(preview.findings().values().stream()
                .flatMap(List::stream)
                .flatMap(found -> beside(found).stream())
                .toList());
        boolean sound = preview.findings().values().stream()
                .flatMap(List::stream)
                .noneMatch(found -> found.level() == Finding.Level.FAULT);
        if (sound) {
            numbersLive.refresh();
        }
    }

    private Optional<Editor.Beside> beside(Finding found) {
        Matcher place = LINE.matcher(found.where());
        return place.matches() && place.group(1).equals(path)
                ? Optional.of(new Editor.Beside(
                        Integer.parseInt(place.group(2)),
                        found.level().name().toLowerCase(java.util.Locale.ROOT),
                        found.text()))
                : Optional.empty();
    }

    private void propose() {
        refusal.removeAll();
        try {
            long id = proposal.orElse(0L);
            if (proposal.isPresent()) {
                desk.change(id, Map.copyOf(edits), asker);
            } else {
                id = desk.open(new Draft(title.getValue(), why.getValue(), Map.copyOf(edits)), asker);
            }
            UI.getCurrent().navigate("proposals/" + id);
        } catch (RuntimeException e) {
            refusal.add(ProblemNote.of(e));
        }
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
