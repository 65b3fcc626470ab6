CREATE TABLE configuration (
    node TEXT NOT NULL,
    hash TEXT NOT NULL,
    content TEXT NOT NULL,
    update_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    person TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    PRIMARY KEY (node, hash)
);
