package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.definitions.proposals.Draft;
import dev.tidemark.definitions.proposals.Preview;
import dev.tidemark.frontend.Latest;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Fold;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.proposals.DraftChecks;
import dev.tidemark.frontend.proposals.ProposalDesk;
import dev.tidemark.router.Asker;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Proposes the question on the page as a saved query: a branch with checks, that its metrics' owner looks at. */
final class SaveCard extends Section {

    private static final long serialVersionUID = 1L;
    private static final Duration SETTLE = Duration.ofMillis(300);
    private static final int LONGEST_NAME = 60;
    private static final String NAME = "[a-z][a-z0-9_]{0," + (LONGEST_NAME - 1) + "}";

    private final transient ProposalDesk desk;
    private final transient Asker asker;
    private final TextField label = new TextField("What it is called");
    private final TextField name = new TextField("Its name in definitions and over HTTP");
    private final TextArea about = new TextArea("What it answers");
    private final DraftChecks checks = new DraftChecks();
    private final Pre yaml = new Pre();
    private final Div where = new Div();
    private final Div refusal = new Div();
    private final Button propose = new Button("Propose", click -> propose());
    private final transient Latest<Preview> previewed;
    private transient Inquiry inquiry = Inquiry.about("");
    private transient Optional<SavedQuery> opened = Optional.empty();
    private boolean ownName;

    SaveCard(ProposalDesk desk, Asker asker) {
        this.desk = desk;
        this.asker = asker;
        previewed = new Latest<>(this, preview -> propose.setEnabled(checks.show(preview)), checks::fail);
        label.addValueChangeListener(change -> {
            if (!ownName) {
                name.setValue(nameOf(change.getValue()));
            }
            look();
        });
        name.addValueChangeListener(change -> {
            ownName = ownName || change.isFromClient();
            look();
        });
        about.addValueChangeListener(change -> look());
        label.setValueChangeMode(ValueChangeMode.LAZY);
        name.setValueChangeMode(ValueChangeMode.LAZY);
        about.setValueChangeMode(ValueChangeMode.LAZY);
        name.setHelperText("lower-case letters, digits and underscores");
        label.setWidthFull();
        name.setWidthFull();
        about.setWidthFull();
        propose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        yaml.addClassNames("tm-code", "wrap");
        where.addClassName("tm-small");
        NativeButton close = new NativeButton("Not now", click -> setVisible(false));
        close.addClassName("tm-quiet");
        close.getElement().setAttribute("type", "button");
        Div fields = new Div(label, name);
        fields.addClassName("tm-save-fields");
        Div buttons = new Div(propose, close);
        buttons.addClassName("tm-actions");
        refusal.getElement().setAttribute("role", "alert");
        Card card =
                new Card("Save this question").with(Text.small("as a proposal; it is found here once it is published"));
        card.padded(fields, about, where, checks, new Fold("As YAML", yaml), buttons, refusal);
        add(card);
        setVisible(false);
    }

    /**
     * @param saved what the question was opened as
     */
    void open(Inquiry question, Optional<SavedQuery> saved) {
        inquiry = question;
        opened = saved;
        ownName = saved.isPresent();
        refusal.removeAll();
        label.setValue(saved.map(SavedQuery::label).orElse(""));
        name.setValue(saved.map(SavedQuery::name).orElse(""));
        about.setValue(saved.map(SavedQuery::description).orElse(""));
        setVisible(true);
        label.focus();
        look();
    }

    /** The question has changed meanwhile. */
    void now(Inquiry question) {
        if (isVisible()) {
            inquiry = question;
            look();
        }
    }

    private void look() {
        propose.setEnabled(false);
        label.setInvalid(false);
        name.setInvalid(!name.isEmpty() && !name.getValue().matches(NAME));
        name.setErrorMessage("Begin with a letter; only a–z, 0–9 and _, at most " + LONGEST_NAME + ".");
        previewed.cancel();
        if (inquiry.metrics().isEmpty() || label.isEmpty() || name.isEmpty() || name.isInvalid()) {
            checks.removeAll();
            where.setText(
                    inquiry.metrics().isEmpty()
                            ? "Pick a metric first: a question without one cannot be saved."
                            : label.isEmpty() ? "Give it a name that others will recognise." : "");
            return;
        }
        where.setText((replaces() ? "Replaces " : "Becomes ") + path());
        yaml.setText(saved().text());
        checks.asking();
        Draft draft = draft();
        previewed.ask(SETTLE, () -> desk.preview(draft));
    }

    private boolean replaces() {
        return opened.filter(query -> query.name().equals(name.getValue()) && query.hasOwnFile())
                .isPresent();
    }

    private String path() {
        return inquiry.workspace() + "/" + saved().file();
    }

    private SavedQuery saved() {
        return inquiry.savedAs(name.getValue(), label.getValue(), about.getValue());
    }

    private Draft draft() {
        String title = (replaces() ? "Change the saved query “" : "Save the question “")
                + label.getValue().strip() + "”";
        return new Draft(title, about.getValue().strip(), Map.of(path(), Optional.of(saved().text())));
    }

    private void propose() {
        refusal.removeAll();
        try {
            long id = desk.open(draft(), asker);
            UI.getCurrent().navigate("proposals/" + id);
        } catch (RuntimeException e) {
            refusal.add(ProblemNote.of(e));
        }
    }

    /** {@code Sales – by Café} becomes {@code sales_by_cafe}. */
    static String nameOf(String label) {
        String plain = Normalizer.normalize(label, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[_0-9]+|_+$", "");
        return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }
}
