-- The machines that ever came. Who is here right now is in memory, not in this table.
CREATE TABLE machines (
  machine_id       TEXT   NOT NULL PRIMARY KEY,
  hostname         TEXT   NOT NULL,
  operating_system TEXT   NOT NULL,
  agent_version    TEXT   NOT NULL,
  first_seen_ms    BIGINT NOT NULL,
  last_seen_ms     BIGINT NOT NULL
);
