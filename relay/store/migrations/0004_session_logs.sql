-- The signed logs of a session: 1 the PC's, 2 the console's (LogSide of session_log.proto). Base64 of what
-- each gave, once.
CREATE TABLE session_logs (
  session_id INTEGER NOT NULL REFERENCES sessions (session_id),
  side       INTEGER NOT NULL,
  log        TEXT    NOT NULL,
  PRIMARY KEY (session_id, side)
);
