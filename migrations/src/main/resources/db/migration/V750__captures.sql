-- How captured databases are reached. The password is sealed with a key that is not in this database.
CREATE TABLE portal.capture_connection (
    name text PRIMARY KEY,
    jdbc_url text NOT NULL,
    username text NOT NULL,
    password_sealed bytea,
    connected_by text NOT NULL,
    connected_at timestamptz NOT NULL DEFAULT now()
);
