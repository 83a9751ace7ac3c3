package dev.tidemark.frontend.quarantine;

import dev.tidemark.quarantine.Cause;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Rehearsal;
import dev.tidemark.quarantine.Repair;
import dev.tidemark.quarantine.Replay;
import dev.tidemark.router.Asker;
import java.util.List;

/** Who keeps the quarantine. Blocking; throws problems, also when somebody may not do, or see, what they ask for. */
public interface QuarantineDesk {

    /** Those with the most held events first. */
    List<Cause> causes();

    Cause cause(String id);

    /** A cause's newest events, for who may see them. */
    List<HeldEvent> events(String cause, Asker asker);

    Rehearsal rehearse(String cause, Repair repair, Asker asker);

    /**
     * @param event as somebody wrote it, JSON
     */
    Rehearsal rehearse(long id, String event, Asker asker);

    Replay replay(String cause, Repair repair, String reason, Asker asker);

    Replay replay(long id, String event, String reason, Asker asker);

    void discard(String cause, String reason, Asker asker);

    /** A cause's replays, the newest first. */
    List<Replay> replays(String cause);

    void cancel(long replay, Asker asker);
}
