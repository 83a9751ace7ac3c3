CREATE SCHEMA router;

-- The statement that went with an answer, word for word, for thirty days.
CREATE TABLE router.receipt (
    id text PRIMARY KEY,
    sealed_at timestamptz NOT NULL,
    document jsonb NOT NULL
);

CREATE INDEX receipt_sealed_at ON router.receipt (sealed_at);
