-- One row a session, written before the machine hears of it. AUTOINCREMENT, so that an id never comes
-- back. Times are milliseconds since 1970 and 0 for never, enums are the numbers of session.proto.
CREATE TABLE sessions (
  session_id     INTEGER PRIMARY KEY AUTOINCREMENT,
  machine_id     TEXT    NOT NULL REFERENCES machines (machine_id),
  operator_id    TEXT    NOT NULL,
  operator_name  TEXT    NOT NULL,
  call_kind      INTEGER NOT NULL,
  opened_ms      BIGINT  NOT NULL,
  ended_ms       BIGINT  NOT NULL DEFAULT 0,
  view_answer    INTEGER NOT NULL DEFAULT 0,
  control_answer INTEGER NOT NULL DEFAULT 0,
  widest_scope   INTEGER NOT NULL DEFAULT 0,
  viewed_from_ms BIGINT  NOT NULL DEFAULT 0,
  end_reason     INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX sessions_of_machine ON sessions (machine_id, session_id);

-- Those that a crash left open are found at start without reading the rest.
CREATE INDEX sessions_left_open ON sessions (session_id) WHERE end_reason = 0;

-- What the PC said of its session, line by line, as it was said.
CREATE TABLE session_news (
  news_id    INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES sessions (session_id),
  told_ms    BIGINT  NOT NULL,
  said       TEXT    NOT NULL,
  scope      INTEGER NOT NULL,
  answer     INTEGER NOT NULL,
  end_reason INTEGER NOT NULL
);

CREATE INDEX session_news_of_session ON session_news (session_id, news_id);
