package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds somebody who is told. The secret of a webhook is shown here, once. */
final class SubscriptionForm extends Div {

    private static final long serialVersionUID = 1L;

    private final transient NoticeDesk desk;
    private final transient Asker asker;
    private final transient Runnable done;
    private final TextField name = new TextField("Name");
    private final Select<Subscription.Channel> channel = new Select<>();
    private final TextField target = new TextField("Where to");
    private final MultiSelectComboBox<Subscription.Topic> topics = new MultiSelectComboBox<>("About");
    private final MultiSelectComboBox<Check> checks = new MultiSelectComboBox<>("Checks");
    private final MultiSelectComboBox<Severity> severities = new MultiSelectComboBox<>("Severities");
    private final TextField owners = new TextField("Owners");
    private final Div outcome = new Div();

    /**
     * @param done called under the page's lock when one was added
     */
    SubscriptionForm(NoticeDesk desk, Asker asker, Runnable done) {
        this.desk = desk;
        this.asker = asker;
        this.done = done;
        Stream.of(name, target).forEach(field -> {
            field.setRequiredIndicatorVisible(true);
            field.setManualValidation(true);
            field.addValueChangeListener(typed -> field.setInvalid(false));
        });
        name.setPlaceholder("on-call chat");
        channel.setLabel("How");
        channel.setItems(Subscription.Channel.values());
        channel.setItemLabelGenerator(Subscription.Channel::word);
        channel.setValue(Subscription.Channel.WEBHOOK);
        target.setPlaceholder("https://… or a mail address");
        topics.setItems(Subscription.Topic.values());
        topics.setItemLabelGenerator(Subscription.Topic::word);
        topics.setValue(Set.of(Subscription.Topic.INCIDENTS));
        checks.setItems(Check.values());
        checks.setItemLabelGenerator(Check::title);
        checks.setPlaceholder("all, of incidents");
        severities.setItems(Severity.values());
        severities.setItemLabelGenerator(Severity::word);
        severities.setPlaceholder("all, of incidents");
        owners.setPlaceholder("all teams, or names with commas");
        Button add = new Button("Add", click -> add());
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        outcome.getElement().setAttribute("role", "status");
        addClassName("tm-deed");
        add(name, channel, target, topics, checks, severities, owners);
        if (!desk.canMail()) {
            add(Text.small("This portal sends no mail: no mail server is set up (TIDEMARK_MAIL_HOST)."));
        }
        add(add, outcome);
    }

    private void add() {
        outcome.removeAll();
        try {
            Subscription.Created created = desk.create(wish(), asker);
            created.secret().ifPresent(secret -> {
                Div once =
                        new Div(Text.plain("The secret that signs what is sent, shown this once:"), Text.mono(secret));
                once.addClassName("tm-secret");
                outcome.add(once);
            });
            name.clear();
            target.clear();
            owners.clear();
            done.run();
        } catch (RuntimeException e) {
            if (e instanceof ProblemException problem) {
                mark(problem);
            }
            outcome.add(ProblemNote.of(e));
        }
    }

    /** Says what is wrong beside the fields that are, and goes to the first of them. */
    private void mark(ProblemException problem) {
        Map<String, TextField> fields = Map.of("/name", name, "/target", target);
        problem.faults().forEach(fault -> {
            TextField field = fields.get(fault.pointer());
            if (field != null) {
                field.setErrorMessage(capital(fault.detail()));
                field.setInvalid(true);
            }
        });
        Stream.of(name, target).filter(TextField::isInvalid).findFirst().ifPresent(TextField::focus);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + (words.endsWith(".") ? "" : ".");
    }

    private Subscription.Wish wish() {
        Set<String> teams = Arrays.stream(owners.getValue().split(","))
                .map(String::strip)
                .filter(team -> !team.isEmpty())
                .collect(Collectors.toSet());
        return new Subscription.Wish(
                name.getValue(),
                channel.getValue(),
                target.getValue(),
                new Subscription.Filter(
                        topics.getSelectedItems(), checks.getSelectedItems(), severities.getSelectedItems(), teams));
    }
}
