-- What joining needs to take up only what is new: names as chains per item, spellings with their links, reports with theirs.

CREATE TABLE chains (                        -- all mentions of one person or body in one item
  n INTEGER PRIMARY KEY,
  item INTEGER NOT NULL,
  kind TEXT NOT NULL, spelling TEXT NOT NULL, -- `records.Form`: kind and key
  words TEXT NOT NULL,                       -- as printed
  told TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  base TEXT,                                 -- the entity found by joining
  entity TEXT,                               -- the entity after the decisions of people
  visibility INTEGER NOT NULL,               -- the stricter of the item's and its outlet's
  record TEXT NOT NULL                       -- JSON
) STRICT;
CREATE INDEX chains_item ON chains(item);
CREATE INDEX chains_spelling ON chains(kind, spelling);
CREATE INDEX chains_base ON chains(base) WHERE base IS NOT NULL;
CREATE INDEX chains_entity ON chains(entity, visibility, words, item, told, kind, mentions) WHERE entity IS NOT NULL;

CREATE TABLE spellings (                     -- the forms on record, by the blocks they are compared in
  block TEXT NOT NULL,
  kind TEXT NOT NULL,
  spelling TEXT NOT NULL,
  PRIMARY KEY (block, kind, spelling)
) STRICT, WITHOUT ROWID;

CREATE TABLE spelling_links (                -- both ways round
  kind TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL,
  sure REAL NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (kind, one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE joined_items (                  -- the coding of each item that joining has taken up
  item INTEGER PRIMARY KEY,
  coding TEXT NOT NULL
) STRICT;

CREATE TABLE touched_spellings (             -- spellings whose groups must be found anew: their items went
  kind TEXT NOT NULL, spelling TEXT NOT NULL,
  PRIMARY KEY (kind, spelling)
) STRICT, WITHOUT ROWID;

CREATE TABLE moved_entities (                -- ids that were, and what they became
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_notes (                  -- what decisions of people say of an entity; written anew from them
  entity TEXT PRIMARY KEY,
  name TEXT, public INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE report_blocks (                 -- events by the blocks they are compared in
  block TEXT NOT NULL, event TEXT NOT NULL, item INTEGER NOT NULL,
  PRIMARY KEY (block, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_blocks_item ON report_blocks(item);

CREATE TABLE report_links (                  -- both ways round
  one TEXT NOT NULL, other TEXT NOT NULL,
  sure REAL NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER items_unjoined BEFORE DELETE ON items BEGIN
  INSERT OR IGNORE INTO touched_spellings SELECT kind, spelling FROM chains WHERE item = old.n;
  DELETE FROM chains WHERE item = old.n;
  DELETE FROM report_blocks WHERE item = old.n;
  DELETE FROM joined_items WHERE item = old.n;
END;
CREATE TRIGGER listing_chains AFTER INSERT ON listing BEGIN
  UPDATE chains SET visibility = new.visibility WHERE item = new.n AND visibility IS NOT new.visibility;
END;
