-- A code that an operator gave, by its hash; good for one PC, the first that shows it. Hexadecimal, as in
-- `enrolled`, whose `token` is "code <hash>" for a PC that came by one.
CREATE TABLE codes (
  code_hash TEXT   NOT NULL PRIMARY KEY,
  given_by  TEXT   NOT NULL,
  given_ms  BIGINT NOT NULL,
  ends_ms   BIGINT NOT NULL
);

-- The PCs that showed one. `verdict`: 0 waits, 1 admitted, 2 turned away.
CREATE TABLE waiting (
  public_key TEXT    NOT NULL PRIMARY KEY,
  key_hash   TEXT    NOT NULL UNIQUE,
  code_hash  TEXT    NOT NULL UNIQUE REFERENCES codes (code_hash),
  hostname   TEXT    NOT NULL,
  asked_ms   BIGINT  NOT NULL,
  verdict    INTEGER NOT NULL DEFAULT 0,
  said_by    TEXT    NOT NULL DEFAULT '',
  said_ms    BIGINT  NOT NULL DEFAULT 0
);
