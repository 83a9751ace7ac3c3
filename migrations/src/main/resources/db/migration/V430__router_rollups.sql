-- How often each rollup was compared with the rows it sums up, and which answer nothing until somebody has looked.
CREATE TABLE router.rollup (
    workspace        text   NOT NULL,
    binding          text   NOT NULL,
    compared         bigint NOT NULL,
    agreed           bigint NOT NULL,
    last_compared_at timestamptz,
    quarantined_at   timestamptz,
    incident         text,
    PRIMARY KEY (workspace, binding)
);

-- What went wrong and has to be looked at.
CREATE TABLE router.incident (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opened_at timestamptz NOT NULL,
    kind      text        NOT NULL,
    workspace text        NOT NULL,
    subject   text        NOT NULL,
    detail    text        NOT NULL
);
CREATE INDEX incident_opened_at ON router.incident (opened_at DESC);
