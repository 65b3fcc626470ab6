CREATE TABLE alert (
    id BIGINT PRIMARY KEY,
    facility TEXT NOT NULL,
    kind TEXT NOT NULL,
    node TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_ms BIGINT NOT NULL,
    newest_ms BIGINT NOT NULL,
    ended_ms BIGINT NOT NULL,
    count BIGINT NOT NULL,
    mark BIGINT NOT NULL
);

CREATE UNIQUE INDEX alert_unclosed ON alert (facility, kind, node, subject) WHERE state <> 'closed';

CREATE INDEX alert_key ON alert (facility, kind, node, subject, id);

CREATE TABLE alert_act (
    alert BIGINT NOT NULL REFERENCES alert (id),
    number BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    person TEXT NOT NULL,
    act TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (alert, number)
);

CREATE TABLE alert_channel (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    held_until_ms BIGINT NOT NULL,
    message_count BIGINT NOT NULL,
    failing_since_ms BIGINT NOT NULL,
    failure TEXT NOT NULL,
    dropped BIGINT NOT NULL
);

CREATE TABLE alert_message (
    channel TEXT NOT NULL REFERENCES alert_channel (name),
    id BIGINT NOT NULL,
    alert BIGINT NOT NULL REFERENCES alert (id),
    change TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    content TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_ms BIGINT NOT NULL,
    PRIMARY KEY (channel, id)
);

CREATE INDEX alert_message_order ON alert_message (channel, alert, id);

CREATE TABLE zone_number (
    node TEXT NOT NULL,
    zone TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (node, zone)
);

CREATE TABLE announced_topic (
    topic TEXT PRIMARY KEY,
    node TEXT NOT NULL
);
