-- Each question that was asked, answered or refused: what it was about and what it took, never the values it filtered by.
CREATE TABLE router.usage (
    id            text PRIMARY KEY,
    asked_at      timestamptz NOT NULL,
    workspace     text        NOT NULL,
    asker         text        NOT NULL,
    team          text        NOT NULL,
    metrics       text[]      NOT NULL,
    dimensions    text[]      NOT NULL,
    dashboard     text,
    reason        text,
    stores        text[]      NOT NULL,
    spans         jsonb       NOT NULL,
    rows_returned bigint      NOT NULL,
    rows_read     bigint      NOT NULL,
    bytes         bigint      NOT NULL,
    millis        bigint      NOT NULL,
    estimated     numeric     NOT NULL,
    actual        numeric     NOT NULL,
    currency      text,
    cache_hit     boolean     NOT NULL,
    raw           boolean     NOT NULL,
    refusal       text
);
COMMENT ON COLUMN router.usage.id IS 'That of the receipt; a name of its own when there is none.';
COMMENT ON COLUMN router.usage.raw IS 'Whether raw tables were read; then the reason says why.';
COMMENT ON COLUMN router.usage.refusal IS 'Code of the problem; null for an answer.';
CREATE INDEX usage_asked_at ON router.usage (asked_at);
CREATE INDEX usage_by_team ON router.usage (team, asked_at);
CREATE INDEX usage_by_metric ON router.usage USING gin (metrics);
