-- One row a family's request for help, as the PC says it, and the newest answer to it: a serialized
-- maintendue.v1.SignedHelpAnswer in base64, and its date. Times are milliseconds since 1970 and 0 for never,
-- enums are the numbers of help.proto; `ending` is 0 while it is open, 1 cancelled, 2 closed, 3 replaced by
-- another of its machine.
CREATE TABLE help_requests (
  machine_id    TEXT    NOT NULL REFERENCES machines (machine_id),
  help_id       TEXT    NOT NULL,
  revision      BIGINT  NOT NULL,
  topic         INTEGER NOT NULL,
  call_back     INTEGER NOT NULL,
  language      TEXT    NOT NULL,
  asked_ms      BIGINT  NOT NULL,
  received_ms   BIGINT  NOT NULL,
  changed_ms    BIGINT  NOT NULL,
  signed_answer TEXT    NOT NULL DEFAULT '',
  answered_ms   BIGINT  NOT NULL DEFAULT 0,
  ending        INTEGER NOT NULL DEFAULT 0,
  ended_ms      BIGINT  NOT NULL DEFAULT 0,
  PRIMARY KEY (machine_id, help_id)
);

-- A machine has one open.
CREATE UNIQUE INDEX help_requests_open ON help_requests (machine_id) WHERE ending = 0;
CREATE INDEX help_requests_ended ON help_requests (ended_ms);
