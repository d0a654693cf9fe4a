-- Who was on duty, why (DutyReason of households.proto), from when until when: milliseconds since 1970.
CREATE TABLE duties (
  duty_id     INTEGER PRIMARY KEY AUTOINCREMENT,
  operator_id TEXT    NOT NULL,
  reason      INTEGER NOT NULL,
  from_ms     BIGINT  NOT NULL,
  until_ms    BIGINT  NOT NULL
);

CREATE INDEX duties_of_operator ON duties (operator_id, until_ms);
