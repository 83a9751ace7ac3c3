package dev.tidemark.stores;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import java.util.List;

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

    /**
     * Whether {@link #stream} holds no more than a few rows at a time. A store that cannot do so has every row of an answer in
     * memory, and is to be asked for fewer.
     */
    default boolean streams() {
        return false;
    }

    /**
     * Runs one SELECT and hands its rows over while they come. Returns after the last one; when it throws, the rows so far
     * are not the answer. Interrupting the calling thread cancels it in the engine, and so does a sink that throws. Streams
     * have slots of their own, so that a slow reader takes none from those who wait for an answer.
     *
     * @return the answer without its rows
     * @throws ProblemException a {@link StoreProblem}
     */
    default StoreAnswer stream(StoreQuery query, RowSink sink) {
        StoreAnswer whole = query(query);
        whole.rows().forEach(sink::take);
        return whole.with(List.of());
    }

    @Override
    void close();
}
