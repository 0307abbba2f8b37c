-- What is derived from items: readings, statements and events with the columns lists filter by; visits of watched sources.
-- Claims hang on one version of an item; `record` is zlib of the JSON of the whole record.

ALTER TABLE blobs ADD COLUMN received BLOB;  -- zlib or raw like `body`: the payload before its Content-Encoding was undone
ALTER TABLE blobs ADD COLUMN received_codec TEXT;

CREATE TABLE visits (
  n INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  at TEXT NOT NULL,
  outcome TEXT NOT NULL,                     -- changed, same, failed
  wait REAL
) STRICT;
CREATE INDEX visits_url ON visits(url, n);

CREATE TABLE readings (
  item INTEGER NOT NULL REFERENCES items(n),
  version INTEGER NOT NULL,
  reader TEXT NOT NULL,
  reason TEXT,                               -- why it was not read
  sentences INTEGER NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (item, version)
) STRICT;

CREATE TABLE codings (                       -- which versions coded which version of an item; without a row: still to do
  item INTEGER PRIMARY KEY REFERENCES items(n),
  version INTEGER NOT NULL,
  reader TEXT NOT NULL, codebook TEXT NOT NULL, gazetteer TEXT NOT NULL,
  events INTEGER NOT NULL, statements INTEGER NOT NULL,
  run INTEGER REFERENCES runs(n)
) STRICT;
CREATE INDEX codings_versions ON codings(reader, codebook, gazetteer);

CREATE TABLE statements (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  item INTEGER NOT NULL REFERENCES items(n),
  version INTEGER NOT NULL,
  place INTEGER NOT NULL,                    -- order in the item, from 1
  act TEXT NOT NULL, stance TEXT NOT NULL, speaker TEXT, speaker_named INTEGER NOT NULL,
  confidence REAL NOT NULL,
  day TEXT, outlet INTEGER NOT NULL,
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2),
  record BLOB NOT NULL
) STRICT;
CREATE INDEX statements_item ON statements(item, place);
CREATE INDEX statements_speaker ON statements(speaker, day, visibility) WHERE speaker IS NOT NULL;

CREATE TABLE events (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  item INTEGER NOT NULL REFERENCES items(n),
  version INTEGER NOT NULL,
  place INTEGER NOT NULL,                    -- order in the item, from 1
  event TEXT NOT NULL, mode TEXT, quad INTEGER, status TEXT NOT NULL,
  day TEXT, day_to TEXT,                     -- when it is said to have happened; `published` where nothing is said
  published TEXT, outlet INTEGER NOT NULL,
  country TEXT, lat REAL, lon REAL, geonameid INTEGER,
  attributed INTEGER NOT NULL,               -- 1: according to somebody, 0: the publisher itself asserts it
  confidence REAL NOT NULL, story TEXT,
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2),
  record BLOB NOT NULL
) STRICT;
CREATE INDEX events_item ON events(item, place);
CREATE INDEX events_day ON events(day, n, visibility);
CREATE INDEX events_type ON events(event, mode, day, visibility);
CREATE INDEX events_outlet ON events(outlet, day, visibility);
CREATE INDEX events_country ON events(country, day, visibility) WHERE country IS NOT NULL;
CREATE INDEX events_place ON events(geonameid, day, visibility) WHERE geonameid IS NOT NULL;
CREATE INDEX events_status ON events(status, day, visibility);
CREATE INDEX events_story ON events(story) WHERE story IS NOT NULL;

CREATE TABLE mentions (                      -- everybody in an event or statement, for filters by name, country and sector
  claim INTEGER NOT NULL,                    -- events.n or statements.n
  kind TEXT NOT NULL,                        -- event, statement
  role TEXT NOT NULL,                        -- actor, recipient, speaker, addressee, instrument, target …
  name TEXT NOT NULL,
  folded TEXT NOT NULL,                      -- `text.fold` of the name
  entity TEXT, country TEXT, sector TEXT,
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2)
) STRICT;
CREATE INDEX mentions_claim ON mentions(kind, claim);
CREATE INDEX mentions_name ON mentions(folded, role, visibility);
CREATE INDEX mentions_entity ON mentions(entity, role, visibility) WHERE entity IS NOT NULL;
CREATE INDEX mentions_country ON mentions(country, role, visibility) WHERE country IS NOT NULL;

CREATE TABLE entities (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL, name TEXT NOT NULL, country TEXT, wikidata TEXT,
  public_role INTEGER NOT NULL DEFAULT 0,
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2),
  record BLOB NOT NULL
) STRICT;

CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL, day TEXT, day_to TEXT,
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2),
  record BLOB NOT NULL
) STRICT;
CREATE INDEX stories_day ON stories(day);

CREATE TABLE decisions (                     -- append-only; the latest valid one rules
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, about TEXT NOT NULL,   -- kind and id of the record it is about
  action TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
  old TEXT, new TEXT, reason TEXT, undoes TEXT
) STRICT;
CREATE INDEX decisions_about ON decisions(kind, about, n);
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_last BEFORE DELETE ON decisions BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;

-- Claims are seen by whoever may see their item.
CREATE TRIGGER items_claims AFTER UPDATE OF visibility ON items WHEN old.visibility IS NOT new.visibility BEGIN
  UPDATE events SET visibility = new.visibility WHERE item = new.n;
  UPDATE statements SET visibility = new.visibility WHERE item = new.n;
  UPDATE mentions SET visibility = new.visibility WHERE kind = 'event' AND claim IN (SELECT n FROM events WHERE item = new.n);
  UPDATE mentions SET visibility = new.visibility
    WHERE kind = 'statement' AND claim IN (SELECT n FROM statements WHERE item = new.n);
END;
