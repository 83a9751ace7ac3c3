package dev.tidemark.frontend.schemas;

import dev.tidemark.traffic.Drift;
import java.util.List;
import java.util.Optional;

/** Who knows the schemas of events. Blocking; throws problems. */
public interface Schemas {

    /** Every type of event, in the order of workspaces, families and names. */
    List<SchemaSummary> all();

    /** Empty for a type that is not defined. */
    Optional<SchemaStory> story(String eventType);

    /**
     * Which source sent which version lately, as the real-time store says, the busiest first.
     *
     * @throws dev.tidemark.problems.ProblemException when the store cannot say
     */
    List<SchemaUse> use(String eventType);

    /** What is not as it was, or not as it is defined; open ones first. */
    List<Drift> drifts(String eventType);
}
