package dev.tidemark.router;

/** Why a way to answer was not taken. */
public enum Reason {
    /** It ends too long ago for the demanded freshness, or a fresher way exists. */
    STALE,
    /** It does not keep rows of the whole time range. */
    RETENTION,
    /** Its rows lack a column that the question needs. */
    DIMENSION_MISSING,
    /** Parts of it cannot be added up to the whole. */
    NOT_ADDITIVE,
    /** It would cost more than the budget. */
    OVER_BUDGET,
    /** It would cost more than the way taken, for nothing that was asked. */
    COSTLIER,
    /** Its store does not answer, or nobody can say whether it may be asked. */
    UNAVAILABLE,
    /** Between its stores there is time that none of them holds. */
    GAP,
    /** The question forces another store. */
    ROUTE,
    /** The real-time part would add nothing. */
    NOT_NEEDED,
    /** It is summed up by larger buckets of time, or its buckets lie across an end of the range. */
    GRAIN,
    /** Its buckets are those of another time zone. */
    TIME_ZONE,
    /** It once said something else than the rows it sums up. */
    QUARANTINED,
    /** It reads events as they came in, and this question may not. */
    RAW_TABLE,
    /** Its engine cannot compute this exactly. */
    UNSUPPORTED
}
