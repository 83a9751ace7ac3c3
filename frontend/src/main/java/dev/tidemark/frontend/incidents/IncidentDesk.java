package dev.tidemark.frontend.incidents;

import dev.tidemark.frontend.shell.OpenCount;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.IncidentQuery;
import dev.tidemark.incidents.Resolution;
import dev.tidemark.incidents.Step;
import dev.tidemark.router.Asker;
import java.util.List;

/** Who keeps the incidents. Blocking but for {@link #open}; throws problems, also when somebody may not do what they ask for. */
public interface IncidentDesk extends OpenCount {

    /** The newest first. */
    List<Incident> list(IncidentQuery query);

    Incident incident(long id);

    /** The oldest first. */
    List<Step> trail(long id);

    /** Who was told, the oldest first. */
    List<Delivery> told(long id);

    void acknowledge(long id, String words, Asker asker);

    void assign(long id, String to, Asker asker);

    void resolve(long id, Resolution resolution, String words, Asker asker);

    void comment(long id, String words, Asker asker);
}
