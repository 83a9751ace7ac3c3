package dev.tidemark.local.process;

/** Where a part is on its way. */
public enum PartState {
    WAITING,
    RESOLVING,
    DOWNLOADING,
    PREPARING,
    STARTING,
    HEALTHY,
    /** Runs but does not answer. */
    UNHEALTHY,
    /** Ended by itself; started again after a pause. */
    RESTARTING,
    /** Given up. */
    FAILED,
    STOPPING,
    STOPPED
}
