-- The key under which masked values are hashed; one row, made by the portal.
CREATE TABLE router.mask_key (
    id     smallint PRIMARY KEY CHECK (id = 1),
    secret bytea NOT NULL
);
