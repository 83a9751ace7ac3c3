-- What events really carry, hour by hour, and where that has changed.
CREATE SCHEMA traffic;

CREATE TABLE traffic.profile (
    event_type text        NOT NULL,
    hour       timestamptz NOT NULL,
    fields     text        NOT NULL,
    PRIMARY KEY (event_type, hour)
);
COMMENT ON COLUMN traffic.profile.fields IS 'JSON: of a sample of the hour, how often each field was there and with which values.';

CREATE TABLE traffic.drift (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_type text        NOT NULL,
    field      text        NOT NULL,
    kind       text        NOT NULL,
    subject    text        NOT NULL,
    detail     text        NOT NULL,
    sources    text        NOT NULL,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    closed_at  timestamptz
);
COMMENT ON COLUMN traffic.drift.subject IS 'What tells two drifts of a field and kind apart, such as the new value.';
CREATE UNIQUE INDEX drift_open ON traffic.drift (event_type, field, kind, subject) WHERE closed_at IS NULL;
CREATE INDEX drift_by_type ON traffic.drift (event_type, last_at DESC);
