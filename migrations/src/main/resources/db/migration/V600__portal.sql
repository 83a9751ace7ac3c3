-- What the portal itself remembers: who may write events and who may call the API.
CREATE SCHEMA IF NOT EXISTS portal;

CREATE TABLE portal.write_key (
    key_sha256  text PRIMARY KEY,
    workspace   text        NOT NULL,
    source      text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    revoked_at  timestamptz
);
COMMENT ON TABLE portal.write_key IS 'Keys with which sources send events; only their hashes are kept.';

CREATE TABLE portal.account (
    username      text PRIMARY KEY,
    password_hash text        NOT NULL,
    team          text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    disabled_at   timestamptz
);

CREATE TABLE portal.account_role (
    username text NOT NULL REFERENCES portal.account ON DELETE CASCADE,
    role     text NOT NULL CHECK (role IN ('ANALYST', 'BUILDER', 'FINANCE', 'ADMIN')),
    PRIMARY KEY (username, role)
);

CREATE TABLE portal.api_token (
    token_sha256 text PRIMARY KEY,
    username     text        NOT NULL REFERENCES portal.account ON DELETE CASCADE,
    label        text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz
);

CREATE TABLE portal.audit (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    username text        NOT NULL,
    action   text        NOT NULL,
    subject  text        NOT NULL,
    detail   text        NOT NULL DEFAULT ''
);
CREATE INDEX audit_at ON portal.audit (at DESC);
