package dev.tidemark.jobs.archive;

/** Everything one checkpoint has to commit. Job and checkpoint say later whether it has been committed already. */
record CheckpointCommit(String jobId, long checkpointId, Portions portions) {}
