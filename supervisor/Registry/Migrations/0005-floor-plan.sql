CREATE TABLE floor_plan (
    facility TEXT PRIMARY KEY,
    image_type TEXT NOT NULL,
    image TEXT NOT NULL,
    image_ms BIGINT NOT NULL
);

CREATE TABLE zone_place (
    node TEXT NOT NULL,
    zone TEXT NOT NULL,
    x BIGINT NOT NULL,
    y BIGINT NOT NULL,
    PRIMARY KEY (node, zone)
);
