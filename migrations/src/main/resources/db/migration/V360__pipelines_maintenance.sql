-- What was done to look after each table of the lake, newest last.
CREATE TABLE pipelines.maintenance_run (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    namespace           text        NOT NULL,
    table_name          text        NOT NULL,
    cause               text        NOT NULL CHECK (cause IN ('schedule', 'demand')),
    chores              text        NOT NULL,
    started_at          timestamptz NOT NULL,
    ended_at            timestamptz NOT NULL,
    files_packed        integer     NOT NULL,
    files_written       integer     NOT NULL,
    bytes_packed        bigint      NOT NULL,
    manifests_rewritten integer     NOT NULL,
    snapshots_expired   integer     NOT NULL,
    files_deleted       integer     NOT NULL,
    orphans_deleted     integer     NOT NULL,
    conflicts           integer     NOT NULL,
    problem             text,
    detail              text        NOT NULL
);
COMMENT ON COLUMN pipelines.maintenance_run.chores IS 'Words separated by spaces.';
CREATE INDEX maintenance_run_by_table ON pipelines.maintenance_run (namespace, table_name, id DESC);
