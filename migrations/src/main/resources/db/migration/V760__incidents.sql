-- What is wrong, and what was: one open incident for each subject and way of checking it, its story, and who is told.
CREATE SCHEMA incidents;

CREATE TABLE incidents.incident (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject_kind text        NOT NULL,
    subject      text        NOT NULL,
    check_kind   text        NOT NULL,
    severity     text        NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    owner        text        NOT NULL,
    summary      text        NOT NULL,
    evidence     text        NOT NULL,
    link         text        NOT NULL,
    state        text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'acknowledged', 'resolved')),
    assignee     text,
    began_at     timestamptz NOT NULL,
    detected_at  timestamptz NOT NULL,
    noticed_at   timestamptz,
    last_seen_at timestamptz NOT NULL,
    sightings    bigint      NOT NULL DEFAULT 1,
    resolved_at  timestamptz,
    resolution   text,
    quiet_until  timestamptz,
    previous     bigint REFERENCES incidents.incident (id) ON DELETE SET NULL,
    CHECK ((state = 'resolved') = (resolved_at IS NOT NULL)),
    CHECK ((state = 'resolved') = (resolution IS NOT NULL))
);
COMMENT ON COLUMN incidents.incident.owner IS 'The team that answers for the subject.';
COMMENT ON COLUMN incidents.incident.evidence IS 'JSON: what the check says; numbers and names, never contents of events.';
COMMENT ON COLUMN incidents.incident.link IS 'The page, within the portal, where it can be mended.';
COMMENT ON COLUMN incidents.incident.noticed_at IS 'When somebody first knew: a notice arrived, or it was acknowledged.';
COMMENT ON COLUMN incidents.incident.quiet_until IS
    'Of one that a person resolved: before this, the same cause opens nothing as long as it has not passed its check since.';
COMMENT ON COLUMN incidents.incident.previous IS 'The one before it, when the same came back.';
CREATE UNIQUE INDEX incident_open ON incidents.incident (subject_kind, subject, check_kind) WHERE state <> 'resolved';
CREATE INDEX incident_by_subject ON incidents.incident (subject_kind, subject, check_kind, id DESC);
CREATE INDEX incident_quiet ON incidents.incident (check_kind) WHERE quiet_until IS NOT NULL;

CREATE TABLE incidents.step (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incident bigint      NOT NULL REFERENCES incidents.incident (id) ON DELETE CASCADE,
    at       timestamptz NOT NULL,
    who      text        NOT NULL,
    kind     text        NOT NULL,
    words    text        NOT NULL
);
CREATE INDEX step_of_incident ON incidents.step (incident, id);

-- Who is told. The secret of a webhook is sealed with a key that is not in this database.
CREATE TABLE incidents.subscription (
    id            uuid PRIMARY KEY,
    name          text        NOT NULL,
    channel       text        NOT NULL CHECK (channel IN ('webhook', 'mail')),
    target        text        NOT NULL,
    secret_sealed bytea,
    checks        text        NOT NULL,
    severities    text        NOT NULL,
    owners        text        NOT NULL,
    created_by    text        NOT NULL,
    created_at    timestamptz NOT NULL,
    deleted_at    timestamptz
);
COMMENT ON COLUMN incidents.subscription.checks IS 'One a line; empty for all. Likewise severities and owners.';

-- Notices on their way, and those that arrived: written in the transaction that changes the incident.
CREATE TABLE incidents.notice (
    number          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    id              uuid PRIMARY KEY,
    subscription    uuid        NOT NULL REFERENCES incidents.subscription (id),
    incident        bigint REFERENCES incidents.incident (id) ON DELETE CASCADE,
    change          text        NOT NULL,
    body            text        NOT NULL,
    state           text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead')),
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    last_error      text        NOT NULL DEFAULT '',
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz
);
COMMENT ON COLUMN incidents.notice.id IS 'The same at every attempt, so that receivers can tell a repeated one.';
COMMENT ON COLUMN incidents.notice.body IS 'JSON, as it is signed and sent.';
COMMENT ON COLUMN incidents.notice.next_attempt_at IS
    'While an attempt is being made, when it counts as lost; so no portal has to be asked whether it is alive.';
CREATE INDEX notice_due ON incidents.notice (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX notice_in_turn ON incidents.notice (subscription, incident, number) WHERE state = 'waiting';
CREATE INDEX notice_of_incident ON incidents.notice (incident, number);
CREATE INDEX notice_of_subscription ON incidents.notice (subscription, number DESC);

-- Which sources have events that wait in quarantine is asked again and again.
CREATE INDEX event_held_by_source ON quarantine.event (source) WHERE state = 'held';
