-- The archive: captures (bytes as they came), pages (what they show), items (entries with versions), where each was seen.
-- `n` is the number of a row inside this file; ids are the lasting names. `visibility`: 0 public, 1 internal, 2 withheld.
-- Dates and times are ISO 8601 texts, lists are JSON, `day` is the printed day (YYYY-MM-DD) or NULL.

CREATE TABLE runs (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  command TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT,
  versions TEXT NOT NULL DEFAULT '{}',       -- program, reader, codebook, gazetteer … → version
  arguments TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE outlets (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT, language TEXT, country TEXT, party TEXT,
  sites TEXT NOT NULL DEFAULT '[]',
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2)
) STRICT;

CREATE TABLE captures (
  n INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  media_type TEXT NOT NULL,
  url TEXT, file_name TEXT, fetched TEXT, modified TEXT, status INTEGER,
  headers TEXT NOT NULL DEFAULT '[]',        -- [[name, value], …] in their order and case
  size INTEGER NOT NULL,                     -- of the bytes as they came
  added TEXT NOT NULL,
  run INTEGER REFERENCES runs(n),
  splitter TEXT NOT NULL DEFAULT '',         -- version of what split it; '' = not yet split
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2),
  purged TEXT                                -- when its bytes were purged
) STRICT;
CREATE INDEX captures_url ON captures(url) WHERE url IS NOT NULL;

CREATE TABLE blobs (
  capture INTEGER PRIMARY KEY REFERENCES captures(n),
  codec TEXT NOT NULL,                       -- raw or zlib
  body BLOB NOT NULL
) STRICT;

CREATE TABLE origins (                       -- further addresses and files that gave the same bytes
  capture INTEGER NOT NULL REFERENCES captures(n),
  origin TEXT NOT NULL,
  fetched TEXT,
  PRIMARY KEY (capture, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX origins_origin ON origins(origin);

CREATE TABLE pages (
  capture INTEGER PRIMARY KEY REFERENCES captures(n),
  outlet INTEGER REFERENCES outlets(n),
  title TEXT, filter TEXT,
  number INTEGER, pages INTEGER,             -- number `of` pages
  breadcrumb TEXT NOT NULL DEFAULT '[]',
  next TEXT, kind TEXT NOT NULL, language TEXT, reader TEXT NOT NULL, reason TEXT,
  detail ANY                                 -- JSON {furniture, links}, or zlib of it where that is shorter
) STRICT;
CREATE INDEX pages_list ON pages(outlet, title, filter, number);

CREATE TABLE items (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  outlet INTEGER NOT NULL REFERENCES outlets(n),
  version INTEGER NOT NULL,                  -- the latest; its row in `versions` is `current`
  current INTEGER NOT NULL,
  day TEXT, published TEXT,
  headline TEXT NOT NULL,
  category TEXT, language TEXT, kind TEXT, completeness TEXT NOT NULL, url TEXT,
  size INTEGER NOT NULL,                     -- code points of the body
  cluster INTEGER,                           -- items with the same number are near-identical; NULL: none known
  added TEXT NOT NULL,
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2)
) STRICT;
CREATE INDEX items_day ON items(day, n, visibility);
CREATE INDEX items_outlet ON items(outlet, day, n, visibility);
CREATE INDEX items_cluster ON items(cluster) WHERE cluster IS NOT NULL;
CREATE INDEX items_hidden ON items(visibility) WHERE visibility > 0;

CREATE TABLE versions (
  n INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES items(n),
  version INTEGER NOT NULL,
  digest BLOB NOT NULL,                      -- of the fields that make a version
  published TEXT, published_as TEXT,
  title TEXT, headline TEXT NOT NULL, headline_derived INTEGER NOT NULL,
  category TEXT, number TEXT, kind TEXT, language TEXT, url TEXT, completeness TEXT NOT NULL,
  credit TEXT NOT NULL DEFAULT '[]', credit_as TEXT,
  more TEXT NOT NULL DEFAULT '{}',           -- JSON {published_flags, tags, authors}, only what is not empty
  body ANY NOT NULL,                         -- text, or zlib of its UTF-8 where that is shorter
  capture INTEGER REFERENCES captures(n),    -- where this version was first seen
  added TEXT NOT NULL,
  UNIQUE (item, version)
) STRICT;

CREATE TABLE keys (                          -- what an entry is recognised by: hashes of address, of day and opening words
  key INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES items(n),
  PRIMARY KEY (key, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE sightings (
  item INTEGER NOT NULL REFERENCES items(n),
  capture INTEGER NOT NULL REFERENCES captures(n),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (item, capture, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_capture ON sightings(capture, position, item);

CREATE TABLE bands (                         -- locality-sensitive hashes of the first item of each cluster
  key INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES items(n),
  PRIMARY KEY (key, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  n INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, what TEXT NOT NULL, place TEXT NOT NULL, remedy TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',           -- the input it belongs to
  outlet INTEGER REFERENCES outlets(n),
  at TEXT NOT NULL,
  run INTEGER REFERENCES runs(n),
  resolved TEXT,                             -- when the same input went through
  visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2)
) STRICT;
CREATE INDEX problems_source ON problems(source);

CREATE TABLE sources (                       -- what `watch` revisits
  url TEXT PRIMARY KEY,
  outlet TEXT NOT NULL DEFAULT '',
  seconds INTEGER NOT NULL,                  -- between two visits
  due TEXT NOT NULL,
  visited TEXT, failures INTEGER NOT NULL DEFAULT 0,
  capture INTEGER REFERENCES captures(n)
) STRICT, WITHOUT ROWID;

CREATE TABLE purges (                        -- tombstones
  n INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                        -- capture or item
  id TEXT NOT NULL,                          -- SHA-256 of the capture, id of the item
  who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL,
  size INTEGER NOT NULL
) STRICT;
CREATE INDEX purges_id ON purges(id);

-- The full text, folded (`text.fold`): rowid is `items.n`, the latest version only.
CREATE VIRTUAL TABLE words USING fts5 (
  title, body, credit,
  content = '', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
