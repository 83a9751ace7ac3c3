-- Schemas by id, subjects with their versions, and how a subject may change.
CREATE SCHEMA IF NOT EXISTS registry;

CREATE TABLE registry.schema (
    id          int PRIMARY KEY,
    type        text        NOT NULL DEFAULT 'AVRO',
    fingerprint text        NOT NULL,
    text        text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (type, fingerprint)
);
COMMENT ON TABLE registry.schema IS 'Every distinct schema once, for ever: records on Kafka and in the archive name it by id.';
COMMENT ON COLUMN registry.schema.fingerprint IS 'SHA-256 (hex) of the text, which is the schema without white space.';

CREATE TABLE registry.subject_version (
    subject    text        NOT NULL,
    version    int         NOT NULL CHECK (version > 0),
    schema_id  int         NOT NULL REFERENCES registry.schema,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subject, version),
    UNIQUE (subject, schema_id)
);
CREATE INDEX subject_version_schema ON registry.subject_version (schema_id);

CREATE TABLE registry.subject_level (
    subject    text PRIMARY KEY,
    level      text        NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE registry.subject_level IS 'Compatibility level per subject; the empty subject is everybody else''s.';
