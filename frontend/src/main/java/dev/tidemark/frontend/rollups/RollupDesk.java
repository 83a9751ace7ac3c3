package dev.tidemark.frontend.rollups;

import dev.tidemark.router.Asker;
import dev.tidemark.router.Rollups.Known;
import dev.tidemark.router.Rollups.Used;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import java.util.List;
import java.util.Optional;

/** Who keeps the rollups. Blocking; throws problems, also when somebody may not do what they ask for. */
public interface RollupDesk {

    /**
     * A rollup as it stands.
     *
     * @param incident the number of the one that is open about it
     */
    record Row(Known known, RollupStanding standing, Used used, Optional<Long> incident) {}

    List<Row> all();

    /** Asks it and its rows the same, now. */
    ProofRun prove(RollupName rollup, Asker asker);

    /** Lets it answer again. */
    void release(RollupName rollup, Asker asker);
}
