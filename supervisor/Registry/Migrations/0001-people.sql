CREATE TABLE person (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    area TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    stamp TEXT NOT NULL,
    is_suspended BIGINT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE token (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (name),
    label TEXT NOT NULL,
    hash TEXT NOT NULL,
    is_read_only BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
);

CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    person TEXT NOT NULL,
    act TEXT NOT NULL,
    target TEXT NOT NULL,
    area TEXT NOT NULL,
    detail TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
);
