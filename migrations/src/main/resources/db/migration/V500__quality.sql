-- How datasets stood against their promises, sampled; kept for thirty days.
CREATE SCHEMA IF NOT EXISTS quality;

CREATE TABLE quality.tide (
    store            text        NOT NULL,
    table_name       text        NOT NULL,
    sampled_at       timestamptz NOT NULL,
    complete_through timestamptz,
    state            text        NOT NULL,
    row_count        bigint      NOT NULL,
    PRIMARY KEY (store, table_name, sampled_at)
);
CREATE INDEX tide_sampled_at ON quality.tide (sampled_at);
