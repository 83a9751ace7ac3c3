-- What the Confluent protocol knows beyond plain Avro: contexts, references, metadata, deletion, settings and modes.
CREATE TABLE registry.context (
    name    text PRIMARY KEY,
    last_id int NOT NULL DEFAULT 0
);
COMMENT ON TABLE registry.context IS 'A name space of ids. The context "." is the one that subjects without a context live in.';
COMMENT ON COLUMN registry.context.last_id IS 'The highest id ever given out; ids are never used again, not even after a permanent deletion.';
INSERT INTO registry.context (name, last_id) SELECT '.', coalesce(max(id), 0) FROM registry.schema;

ALTER TABLE registry.schema
    ADD COLUMN context     text    NOT NULL DEFAULT '.' REFERENCES registry.context,
    ADD COLUMN guid        uuid,
    ADD COLUMN "references" text   NOT NULL DEFAULT '[]',
    ADD COLUMN metadata    text,
    ADD COLUMN rule_set    text,
    ADD COLUMN imported    boolean NOT NULL DEFAULT false;
-- The same derivation as for new schemas: the first half of the SHA-256 of type and content.
UPDATE registry.schema
   SET fingerprint = encode(sha256(convert_to(type || chr(10) || text || chr(10) || '[]' || chr(10) || chr(10), 'UTF8')), 'hex');
UPDATE registry.schema SET guid = left(fingerprint, 32)::uuid;
ALTER TABLE registry.schema ALTER COLUMN guid SET NOT NULL;
COMMENT ON COLUMN registry.schema.fingerprint IS 'SHA-256 (hex) of type, text, references, metadata and rules, a line each.';
COMMENT ON COLUMN registry.schema.guid IS 'Names the content itself, so it is equal in every context and every registry.';
COMMENT ON COLUMN registry.schema.imported IS 'The id was chosen from outside; only then may one content have several ids.';

ALTER TABLE registry.subject_version DROP CONSTRAINT subject_version_schema_id_fkey;
ALTER TABLE registry.subject_version DROP CONSTRAINT subject_version_subject_schema_id_key;
ALTER TABLE registry.schema DROP CONSTRAINT schema_pkey;
ALTER TABLE registry.schema DROP CONSTRAINT schema_type_fingerprint_key;
ALTER TABLE registry.schema ADD PRIMARY KEY (context, id);
CREATE UNIQUE INDEX schema_content ON registry.schema (context, fingerprint) WHERE NOT imported;
CREATE INDEX schema_fingerprint ON registry.schema (context, fingerprint);
CREATE INDEX schema_guid ON registry.schema (guid);

ALTER TABLE registry.subject_version
    ADD COLUMN context text    NOT NULL DEFAULT '.',
    ADD COLUMN deleted boolean NOT NULL DEFAULT false,
    ADD FOREIGN KEY (context, schema_id) REFERENCES registry.schema (context, id);
DROP INDEX registry.subject_version_schema;
CREATE INDEX subject_version_schema ON registry.subject_version (context, schema_id);
COMMENT ON COLUMN registry.subject_version.deleted IS 'Softly deleted: hidden, but its schema can still be read by id.';

CREATE TABLE registry.schema_reference (
    context   text NOT NULL,
    schema_id int  NOT NULL,
    subject   text NOT NULL,
    version   int  NOT NULL,
    PRIMARY KEY (context, schema_id, subject, version),
    FOREIGN KEY (context, schema_id) REFERENCES registry.schema (context, id) ON DELETE CASCADE
);
CREATE INDEX schema_reference_target ON registry.schema_reference (subject, version);
COMMENT ON TABLE registry.schema_reference IS 'Which versions a schema builds on; subjects are qualified with their context.';

CREATE TABLE registry.subject_config (
    subject    text PRIMARY KEY,
    document   text        NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE registry.subject_config IS 'Settings of a subject or a context as JSON; the empty subject is everybody else''s.';
INSERT INTO registry.subject_config (subject, document, changed_at)
SELECT subject, json_build_object('compatibilityLevel', level)::text, changed_at FROM registry.subject_level;
DROP TABLE registry.subject_level;

CREATE TABLE registry.subject_mode (
    subject    text PRIMARY KEY,
    mode       text        NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
