-- Proposed changes to the definitions. Their content is a branch of the definitions repository; this is what people did about it.
CREATE SCHEMA IF NOT EXISTS definitions;

CREATE TABLE definitions.proposal (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title       text        NOT NULL,
    description text        NOT NULL,
    author      text        NOT NULL,
    branch      text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('open', 'published', 'rejected', 'withdrawn')),
    opened_at   timestamptz NOT NULL,
    closed_at   timestamptz,
    published   text,
    CHECK ((state = 'open') = (closed_at IS NULL))
);
COMMENT ON COLUMN definitions.proposal.published IS 'The commit that brought it into force.';
CREATE UNIQUE INDEX proposal_open_branch ON definitions.proposal (branch) WHERE state = 'open';

CREATE TABLE definitions.proposal_step (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    proposal  bigint      NOT NULL REFERENCES definitions.proposal,
    at        timestamptz NOT NULL,
    who       text        NOT NULL,
    kind      text        NOT NULL
        CHECK (kind IN ('opened', 'changed', 'commented', 'approved', 'rejected', 'withdrawn', 'published')),
    commit_id text        NOT NULL,
    text      text        NOT NULL,
    signed    text        NOT NULL
);
COMMENT ON TABLE definitions.proposal_step IS 'Only ever added to: the audit trail of proposals.';
COMMENT ON COLUMN definitions.proposal_step.signed IS 'What an approval signs, words separated by spaces.';
CREATE INDEX proposal_step_by_proposal ON definitions.proposal_step (proposal, id);
