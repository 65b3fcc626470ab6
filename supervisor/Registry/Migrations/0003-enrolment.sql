CREATE TABLE facility (
    id TEXT PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    township_zh TEXT NOT NULL,
    township_en TEXT NOT NULL,
    added_ms BIGINT NOT NULL
);

CREATE TABLE node (
    name TEXT PRIMARY KEY,
    facility TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    added_ms BIGINT NOT NULL
);

CREATE TABLE node_state (
    node TEXT PRIMARY KEY,
    state TEXT NOT NULL
);

CREATE TABLE node_key (
    node TEXT NOT NULL,
    kid TEXT NOT NULL,
    secret TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (node, kid)
);

CREATE TABLE enrolment (version BIGINT NOT NULL);
INSERT INTO enrolment (version) VALUES (0);
