-- One row: the newest roster and what its members stated, a serialized maintendue.v1.RosterNews in
-- base64. Signed by others, so that nobody believes it for lying here.
CREATE TABLE roster (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  news     TEXT    NOT NULL
);
