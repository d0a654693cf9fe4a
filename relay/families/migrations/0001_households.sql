-- Every household there ever was: what its mediators signed and sealed. An erased one has its erasure left,
-- no owner and no record. Signed words, sealed keys and hashes in base64, times in milliseconds since 1970.
CREATE TABLE households (
  household_id   TEXT   NOT NULL PRIMARY KEY,
  version        BIGINT NOT NULL,
  owner_id       TEXT   NOT NULL,
  changed_ms     BIGINT NOT NULL,
  data_key_hash  TEXT   NOT NULL,
  signed_record  TEXT   NOT NULL,
  signed_erasure TEXT   NOT NULL
);

-- The key that opens a record, sealed to the data key. Its copies are kept for 30 days at most, like those of
-- this whole file, so that what is erased ends everywhere. One row for each household that is not erased.
CREATE TABLE household_keys (
  household_id TEXT NOT NULL PRIMARY KEY,
  sealed_key   TEXT NOT NULL
);

-- One row while what was erased may still be in the files: written together with the erasure, gone once this
-- file was written anew and its log emptied.
CREATE TABLE forgetting (
  due INTEGER NOT NULL PRIMARY KEY CHECK (due = 1)
);

-- The organisation's data keys, sealed to each mediator; operator_id is empty for the recovery key.
CREATE TABLE data_keys (
  data_key_hash  TEXT NOT NULL,
  operator_id    TEXT NOT NULL,
  recipient_hash TEXT NOT NULL,
  sealed         TEXT NOT NULL,
  PRIMARY KEY (data_key_hash, operator_id)
);
