-- According to whom an event is reported, by name, outermost first; and whether a name may head a list of its own.

CREATE TABLE voices (
  event INTEGER NOT NULL,                    -- events.n
  place INTEGER NOT NULL,                    -- order in the chain, from 1
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (event, place, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX voices_folded ON voices(folded, event);

CREATE TRIGGER events_voiceless AFTER DELETE ON events BEGIN
  DELETE FROM voices WHERE event = old.n;
END;
CREATE INDEX mentions_sector ON mentions(sector, role, visibility) WHERE sector IS NOT NULL;
