-- From which to which day the items on each captured page run: what coverage over time is told from.

CREATE TABLE spans (
  capture INTEGER PRIMARY KEY REFERENCES captures(n),
  outlet INTEGER NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL
) STRICT;
CREATE INDEX spans_outlet ON spans(outlet, last);
CREATE INDEX spans_last ON spans(last);

CREATE TRIGGER sightings_spanned AFTER INSERT ON sightings BEGIN
  INSERT INTO spans(capture, outlet, first, last)
    SELECT new.capture, outlet, day, day FROM items WHERE n = new.item AND day IS NOT NULL
    ON CONFLICT(capture) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last);
END;

INSERT INTO spans(capture, outlet, first, last)
  SELECT s.capture, min(i.outlet), min(i.day), max(i.day) FROM sightings s JOIN items i ON i.n = s.item
  WHERE i.day IS NOT NULL GROUP BY s.capture;
