package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import dev.tidemark.definitions.proposals.Signature;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Text;
import java.util.List;
import java.util.Locale;

/** Whose consent a change needs, and who gave it. */
final class SignaturesCard extends Section {

    private static final long serialVersionUID = 1L;

    private final Div list = new Div();

    SignaturesCard() {
        list.addClassName("tm-signatures");
        Card card = new Card("Signatures");
        card.add(list);
        add(card);
    }

    void show(List<Signature> signatures) {
        list.removeAll();
        if (signatures.isEmpty()) {
            list.add(new Empty("None needed", "It changes nothing that somebody answers for."));
        }
        for (Signature signature : signatures) {
            Mark mark = new Mark();
            signature
                    .by()
                    .ifPresentOrElse(
                            by -> mark.show(Mark.Tone.GOOD, "signed by " + by, "For the text as it is now"),
                            () -> mark.show(Mark.Tone.IDLE, "waiting", "Nobody has signed the text as it is now"));
            Div line = new Div(new Div(Text.name(who(signature)), mark), Text.small(signature.why()));
            line.addClassName("tm-signature");
            list.add(line);
        }
    }

    static String who(Signature signature) {
        return switch (signature.of()) {
            case ROLE ->
                "a" + (signature.name().startsWith("A") ? "n " : " ")
                        + (signature.name().equals("ADMIN")
                                ? "administrator"
                                : signature.name().toLowerCase(Locale.ROOT));
            case TEAM -> "team " + signature.name();
        };
    }
}
