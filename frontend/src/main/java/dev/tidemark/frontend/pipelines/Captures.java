package dev.tidemark.frontend.pipelines;

import dev.tidemark.router.Asker;
import java.util.List;

/** Who knows how databases are captured. Blocking; throws problems. */
public interface Captures {

    /**
     * Every database that is captured, in the order of workspaces and sources.
     *
     * @throws dev.tidemark.problems.ProblemException when the capture process does not answer
     */
    List<CapturedDatabase> now();

    /**
     * Proposes the fields that a table's event lacks, or finds the proposal that does so already.
     *
     * @param table with its schema, for example {@code public.customers}
     * @return the proposal's number
     * @throws dev.tidemark.problems.ProblemException when {@code by} may not propose, or nothing is missing
     */
    long proposeFields(String workspace, String source, String table, Asker by);
}
