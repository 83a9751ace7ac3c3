package dev.tidemark.incidents;

import dev.tidemark.incidents.internal.Outbox;

/** Takes in what else than incidents is to be told. Thread-safe. */
public final class Notices {

    private final Outbox outbox;

    Notices(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Tells everybody who wants to know. Joins the caller's transaction: notices are sent when that commits, and only then.
     *
     * @return how many are told
     */
    public int tell(ProposalNews news) {
        return outbox.tell(news);
    }
}
