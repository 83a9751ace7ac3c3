-- What every run of a transform did, newest last.
CREATE SCHEMA IF NOT EXISTS pipelines;

CREATE TABLE pipelines.transform_run (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transform        text        NOT NULL,
    cause            text        NOT NULL CHECK (cause IN ('schedule', 'demand', 'upstream')),
    started_at       timestamptz NOT NULL,
    ended_at         timestamptz NOT NULL,
    outcome          text        NOT NULL CHECK (outcome IN ('published', 'noted', 'unchanged', 'waiting', 'rejected', 'failed')),
    definition       text        NOT NULL,
    snapshot         bigint,
    complete_through timestamptz,
    rows_total       bigint      NOT NULL DEFAULT 0,
    parts_written    integer     NOT NULL DEFAULT 0,
    inputs           jsonb       NOT NULL DEFAULT '{}',
    column_origins   jsonb       NOT NULL DEFAULT '{}',
    problem          text,
    detail           text        NOT NULL DEFAULT ''
);
COMMENT ON COLUMN pipelines.transform_run.inputs IS 'Table -> the snapshot that was read and the one that last changed its rows.';
COMMENT ON COLUMN pipelines.transform_run.outcome IS 'rejected: a check failed, so nothing was published.';
CREATE INDEX transform_run_by_name ON pipelines.transform_run (transform, id DESC);
