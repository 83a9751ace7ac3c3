-- A step of a proposal that cannot be told is tried again with growing pauses, holds up no other proposal, and is given up in the end.
ALTER TABLE definitions.proposal_news
    ADD COLUMN attempts        integer     NOT NULL DEFAULT 0,
    ADD COLUMN next_attempt_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN last_error      text        NOT NULL DEFAULT '',
    ADD COLUMN given_up_at     timestamptz;
COMMENT ON COLUMN definitions.proposal_news.next_attempt_at IS
    'While an attempt is being made, when it counts as lost; so no portal has to be asked whether it is alive.';
