-- The PCs that hold a machine's key: usually one. `standing` as in records/holder.h; steps and parts in
-- base64. No step of a machine that came before this table is known: it is accepted as it comes.
CREATE TABLE holders (
  machine_id    TEXT    NOT NULL,
  holder        INTEGER NOT NULL,
  standing      INTEGER NOT NULL,
  step          TEXT    NOT NULL,
  next_step     TEXT    NOT NULL,
  board         TEXT    NOT NULL,
  disk          TEXT    NOT NULL,
  network       TEXT    NOT NULL,
  hostname      TEXT    NOT NULL,
  first_seen_ms BIGINT  NOT NULL,
  last_seen_ms  BIGINT  NOT NULL,
  PRIMARY KEY (machine_id, holder)
);

-- Which machines are quarantined.
CREATE INDEX holders_suspected ON holders (machine_id) WHERE standing = 2;

-- What an operator said of them, and who.
CREATE TABLE repairs (
  repair_id     INTEGER PRIMARY KEY AUTOINCREMENT,
  machine_id    TEXT    NOT NULL,
  kind          INTEGER NOT NULL,
  holder        INTEGER NOT NULL,
  operator_id   TEXT    NOT NULL,
  operator_name TEXT    NOT NULL,
  at_ms         BIGINT  NOT NULL
);

CREATE INDEX repairs_of_machine ON repairs (machine_id, repair_id);
