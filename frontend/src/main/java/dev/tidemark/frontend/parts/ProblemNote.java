package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import dev.tidemark.problems.ProblemException;

/** What went wrong and what to do, with the code that leads to its page. */
public final class ProblemNote extends Div {

    private static final long serialVersionUID = 1L;

    private ProblemNote(String title, String detail, String remedy) {
        addClassName("tm-problem");
        getElement().setAttribute("role", "alert");
        Element strong = new Element("strong");
        strong.setText(title);
        getElement().appendChild(strong);
        add(new Paragraph(Durations.inWords(detail)));
        Paragraph next = new Paragraph(Durations.inWords(remedy));
        next.addClassName("tm-remedy");
        add(next);
    }

    /** A problem with every place that is wrong, and what to write there. */
    public static ProblemNote withFaults(ProblemException occurrence) {
        ProblemNote note = of(occurrence);
        UnorderedList places = new UnorderedList();
        places.addClassName("tm-faults");
        occurrence
                .faults()
                .forEach(fault ->
                        places.add(new ListItem(Text.mono(fault.pointer()), Text.plain(" " + fault.detail()))));
        note.addComponentAtIndex(note.getComponentCount() - 1, places);
        return note;
    }

    /** For anything thrown; what is no problem of ours is named as a defect, without its inside. */
    public static ProblemNote of(Throwable thrown) {
        if (!(thrown instanceof ProblemException occurrence)) {
            return new ProblemNote(
                    "This part of the page failed",
                    "Something in the portal went wrong, not with what you asked ("
                            + thrown.getClass().getSimpleName() + ").",
                    "Reload the page. If it stays, look for the time of this failure in the portal's log.");
        }
        ProblemNote note = new ProblemNote(occurrence.problem().title(), occurrence.detail(), occurrence.remedy());
        Anchor page = new Anchor(
                "/problems/" + occurrence.problem().code(), occurrence.problem().code());
        page.setRouterIgnore(true);
        page.addClassName("tm-mono");
        note.add(new Span(page));
        return note;
    }
}
