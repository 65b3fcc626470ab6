CREATE TABLE billing_paper (
    kind TEXT NOT NULL,
    facility TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    mapping TEXT NOT NULL,
    person TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (kind, facility, name)
);
