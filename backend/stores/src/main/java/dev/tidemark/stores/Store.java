package dev.tidemark.stores;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;

/**
 * An engine that answers. Every implementation passes {@code StoreContract}. Thread-safe.
 *
 * <p>Answers are exact and whole: a store refuses (with a {@link StoreProblem}) rather than truncate, round or guess.
 */
public interface Store extends AutoCloseable {

    StoreName name();

    /** The engine behind it, for example {@code duckdb}. */
    String engine();

    /** The dialect that {@link StoreQuery#sql()} must be written in. */
    SqlFlavor flavor();

    /** On whose word {@link TableState#completeThrough()} stands, as receipts say it. */
    default String vouchedBy() {
        return "heartbeats";
    }

    /**
     * What a table holds now and how complete it is. Cheap: at most half a second old.
     *
     * @throws ProblemException {@link StoreProblem#UNKNOWN_TABLE}, {@link StoreProblem#UNAVAILABLE}
     */
    TableState state(TableName table);

    /**
     * Runs one SELECT and waits for the whole answer. Interrupting the calling thread cancels it in the engine.
     *
     * @throws ProblemException a {@link StoreProblem}
     */
    StoreAnswer query(StoreQuery query);

    @Override
    void close();
}
