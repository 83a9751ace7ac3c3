-- Events that did not fit, as they wait to be repaired, and what was done with them.
CREATE SCHEMA quarantine;

-- How far each partition of a quarantine topic has been read; moves in the transaction that keeps the events.
CREATE TABLE quarantine.position (
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- One way for events to be wrong.
CREATE TABLE quarantine.cause (
    id         text PRIMARY KEY,
    family     text NOT NULL,
    event_type text,
    reason     text NOT NULL,
    places     text NOT NULL
);
COMMENT ON COLUMN quarantine.cause.reason IS 'Code of the problem.';
COMMENT ON COLUMN quarantine.cause.places IS 'JSON: where such events are wrong, without their values.';

-- Events of one cause on their way back, repaired in the same way.
CREATE TABLE quarantine.replay (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause      text        NOT NULL REFERENCES quarantine.cause (id),
    steps      text        NOT NULL,
    by_hand    text,
    asked_by   text        NOT NULL,
    reason     text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('running', 'done', 'cancelled')),
    total      bigint      NOT NULL,
    released   bigint      NOT NULL DEFAULT 0,
    refused    bigint      NOT NULL DEFAULT 0,
    trouble    text        NOT NULL DEFAULT '',
    started_at timestamptz NOT NULL,
    ended_at   timestamptz
);
COMMENT ON COLUMN quarantine.replay.steps IS 'JSON: the repair, step by step.';
COMMENT ON COLUMN quarantine.replay.by_hand IS 'JSON: the one event as somebody wrote it; the steps are then empty.';
COMMENT ON COLUMN quarantine.replay.trouble IS 'Why it does not go on at present; empty when it does.';
CREATE INDEX replay_running ON quarantine.replay (id) WHERE state = 'running';

CREATE TABLE quarantine.event (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause        text        NOT NULL REFERENCES quarantine.cause (id),
    family       text        NOT NULL,
    source       text        NOT NULL,
    team         text        NOT NULL,
    event_id     text        NOT NULL,
    detail       text        NOT NULL,
    faults       text        NOT NULL,
    original     text        NOT NULL,
    received_at  timestamptz NOT NULL,
    arrivals     integer     NOT NULL DEFAULT 1,
    state        text        NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'leaving', 'released', 'discarded')),
    replay       bigint REFERENCES quarantine.replay (id),
    answer       text,
    decided_at   timestamptz,
    decided_by   text,
    decided_why  text,
    UNIQUE (source, event_id)
);
COMMENT ON COLUMN quarantine.event.arrivals IS 'How often it came; one id is one event.';
COMMENT ON COLUMN quarantine.event.replay IS 'The last replay that it was part of.';
COMMENT ON COLUMN quarantine.event.answer IS 'JSON: what the collector said to that replay.';
CREATE INDEX event_by_cause ON quarantine.event (cause, state, id);
CREATE INDEX event_leaving ON quarantine.event (replay, id) WHERE state = 'leaving';
