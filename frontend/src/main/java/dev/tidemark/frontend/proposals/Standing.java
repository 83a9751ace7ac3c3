package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.html.Span;
import dev.tidemark.definitions.proposals.Proposal;
import dev.tidemark.definitions.proposals.Review;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Mark.Tone;
import java.util.Optional;

/** How far a proposal is, as a mark. */
final class Standing extends Span {

    private static final long serialVersionUID = 1L;

    Standing(Proposal proposal, Optional<Review> review) {
        Mark mark = new Mark();
        add(mark);
        switch (proposal.state()) {
            case PUBLISHED -> mark.show(Tone.GOOD, "published", "In force since it was published");
            case REJECTED -> mark.show(Tone.IDLE, "rejected", "It was not wanted; its page says why");
            case WITHDRAWN -> mark.show(Tone.IDLE, "withdrawn", "Its author took it back");
            case OPEN ->
                review.ifPresentOrElse(
                        seen -> open(mark, seen), () -> mark.show(Tone.WARN, "open", "Not in force yet"));
        }
    }

    private static void open(Mark mark, Review review) {
        if (!review.conflicts().isEmpty()) {
            mark.show(Tone.BAD, "in conflict", "Somebody else changed the same lines since");
        } else if (review.files().isEmpty()) {
            mark.show(Tone.IDLE, "no change", "It says what is in force already");
        } else if (!review.sound()) {
            mark.show(Tone.BAD, "has faults", "It cannot be published before they are repaired");
        } else if (!review.signed()) {
            mark.show(Tone.WARN, "to be signed", "It waits for signatures");
        } else {
            mark.show(Tone.GOOD, "ready", "Everything is there; a builder may publish it");
        }
    }
}
