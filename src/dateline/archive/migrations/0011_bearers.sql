-- Chains that tell the same of one spelling are counted together, so that joining reads counts instead of every chain.
-- Joining takes up every item anew once; entities keep their ids. The tables `entities` and `stories` were never used.

DROP TABLE entities;
DROP TABLE stories;

CREATE TABLE bearers (
  n INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, spelling TEXT NOT NULL,  -- `records.Form`
  traits TEXT NOT NULL,                        -- the rest of `records.Traits` as JSON
  words TEXT NOT NULL,                         -- as printed where first seen
  chains INTEGER NOT NULL,
  day TEXT, item TEXT NOT NULL, field TEXT NOT NULL, start INTEGER NOT NULL,  -- the first of them
  last TEXT,                                   -- the last day
  base TEXT,                                   -- the entity found by joining
  why TEXT,                                    -- of a name in one word: why it was joined or left apart
  stale INTEGER NOT NULL DEFAULT 0             -- 1: a chain went, so the first and last are to be looked up again
) STRICT;
CREATE UNIQUE INDEX bearers_traits ON bearers(kind, spelling, traits);
CREATE INDEX bearers_base ON bearers(base) WHERE base IS NOT NULL;

ALTER TABLE chains ADD COLUMN bearer INTEGER;
CREATE INDEX chains_bearer ON chains(bearer);
CREATE INDEX chains_decided ON chains(base) WHERE base IS NOT entity AND base IS NOT NULL AND entity IS NOT NULL;
CREATE TRIGGER chains_gone AFTER DELETE ON chains WHEN old.bearer IS NOT NULL BEGIN
  UPDATE bearers SET chains = chains - 1, stale = 1 WHERE n = old.bearer;
END;

CREATE TABLE unruled_chains (                  -- chains whose entity is to be written into the claims of their item
  n INTEGER PRIMARY KEY
) STRICT;

DELETE FROM joined_items;
DELETE FROM touched_spellings;
DELETE FROM spellings;
DELETE FROM spelling_links;

ALTER TABLE events ADD COLUMN base TEXT;       -- the story found by joining; `story` is the one after the decisions of people
UPDATE events SET base = story WHERE story IS NOT NULL;
CREATE INDEX events_base ON events(base) WHERE base IS NOT NULL;
CREATE INDEX events_decided ON events(n) WHERE base IS NOT story;
CREATE TABLE moved_stories (                   -- ids that were, and what they became
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL
) STRICT, WITHOUT ROWID;
