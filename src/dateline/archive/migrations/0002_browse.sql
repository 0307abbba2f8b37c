-- What makes lists, counts and facets fast at any size: one narrow row per item, and counts kept by the writer.
-- Everything here is derived from `items` and `versions` by triggers and can be made anew.
--
-- `place` is where an item stands in the order "oldest first": (day * 1440 + minute) << 32 | (4294967295 - n), with day
-- counted from 0001-01-01 = 1 and 0 for undated items. It is unique, and n = 4294967295 - (place & 4294967295); within
-- one minute the item captured first counts as newer, because outlets print the newest first.

CREATE TABLE terms (                         -- categories, languages, credits, tags and authors as printed
  n INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (kind, name)
) STRICT;

CREATE TABLE listing (
  n INTEGER PRIMARY KEY,                     -- items.n
  place INTEGER NOT NULL UNIQUE,
  month INTEGER NOT NULL,                    -- 201705; 1 for undated items
  outlet INTEGER NOT NULL,
  category INTEGER NOT NULL,                 -- terms.n, -1 for none
  language INTEGER NOT NULL,                 -- terms.n, -1 for none
  visibility INTEGER NOT NULL                -- the stricter of the item's and its outlet's
) STRICT;
CREATE INDEX listing_place ON listing(place, visibility);
CREATE INDEX listing_outlet ON listing(outlet, place, visibility, category, language);
CREATE INDEX listing_category ON listing(category, place, visibility, outlet, language);
CREATE INDEX listing_language ON listing(language, place, visibility, outlet, category);

CREATE TABLE labels (                        -- credits, tags, authors of the newest version of each item
  term INTEGER NOT NULL,
  place INTEGER NOT NULL,
  kind INTEGER NOT NULL,                     -- 1 credit, 2 tag, 3 author
  month INTEGER NOT NULL,
  outlet INTEGER NOT NULL,
  category INTEGER NOT NULL,
  language INTEGER NOT NULL,
  visibility INTEGER NOT NULL,
  PRIMARY KEY (term, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_place ON labels(place);

-- Counts of items per period: 201705 is a month, 201700 a year, 1 the undated items as a month, 0 as a year.
-- In the columns behind, 0 stands for "any". Kept for: everything; each outlet; each category; each language; each
-- outlet × category × language; and, for each label (`kind` > 0), all its items and each outlet × category × language.
CREATE TABLE tallies (
  period INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  label INTEGER NOT NULL,
  outlet INTEGER NOT NULL,
  category INTEGER NOT NULL,
  language INTEGER NOT NULL,
  visibility INTEGER NOT NULL,
  items INTEGER NOT NULL,
  PRIMARY KEY (period, kind, label, outlet, category, language, visibility)
) STRICT, WITHOUT ROWID;

CREATE TABLE periods (period INTEGER PRIMARY KEY) STRICT;

-- INSERT INTO relisting(item) VALUES (n) writes the derived rows of one item anew.
CREATE VIEW relisting AS SELECT NULL AS item;
CREATE TRIGGER relisting_insert INSTEAD OF INSERT ON relisting BEGIN
  DELETE FROM labels WHERE place = (SELECT place FROM listing WHERE n = new.item);
  DELETE FROM listing WHERE n = new.item;
  INSERT OR IGNORE INTO terms(kind, name) SELECT 'category', category FROM items WHERE n = new.item AND category IS NOT NULL;
  INSERT OR IGNORE INTO terms(kind, name) SELECT 'language', language FROM items WHERE n = new.item AND language IS NOT NULL;
  INSERT INTO listing(n, place, month, outlet, category, language, visibility)
    SELECT i.n,
      (coalesce(CAST(julianday(min(i.day, '4082-12-31')) - 1721424.5 AS INTEGER), 0) * 1440
        + CASE WHEN i.published GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]*'
            THEN CAST(substr(i.published, 12, 2) AS INTEGER) * 60 + CAST(substr(i.published, 15, 2) AS INTEGER) ELSE 0 END) << 32
        | (4294967295 - i.n),
      coalesce(CAST(substr(min(i.day, '4082-12-31'), 1, 4) || substr(min(i.day, '4082-12-31'), 6, 2) AS INTEGER), 1),
      i.outlet,
      coalesce((SELECT n FROM terms WHERE kind = 'category' AND name = i.category), -1),
      coalesce((SELECT n FROM terms WHERE kind = 'language' AND name = i.language), -1),
      max(i.visibility, o.visibility)
    FROM items i JOIN outlets o ON o.n = i.outlet JOIN versions v ON v.n = i.current AND v.item = i.n
    WHERE i.n = new.item;
  INSERT INTO labelling(item, kind, name, list)
    SELECT i.n, 1, 'credit', v.credit FROM items i JOIN versions v ON v.n = i.current WHERE i.n = new.item AND v.credit != '[]';
  INSERT INTO labelling(item, kind, name, list)
    SELECT i.n, 2, 'tag', v.more -> '$.tags' FROM items i JOIN versions v ON v.n = i.current
    WHERE i.n = new.item AND v.more != '{}' AND v.more -> '$.tags' IS NOT NULL;
  INSERT INTO labelling(item, kind, name, list)
    SELECT i.n, 3, 'author', v.more -> '$.authors' FROM items i JOIN versions v ON v.n = i.current
    WHERE i.n = new.item AND v.more != '{}' AND v.more -> '$.authors' IS NOT NULL;
END;

CREATE VIEW labelling AS SELECT NULL AS item, NULL AS kind, NULL AS name, NULL AS list;
CREATE TRIGGER labelling_insert INSTEAD OF INSERT ON labelling BEGIN
  INSERT OR IGNORE INTO terms(kind, name) SELECT new.name, value FROM json_each(new.list);
  INSERT OR IGNORE INTO labels(term, place, kind, month, outlet, category, language, visibility)
    SELECT t.n, l.place, new.kind, l.month, l.outlet, l.category, l.language, l.visibility
    FROM json_each(new.list) j CROSS JOIN terms t ON t.kind = new.name AND t.name = j.value CROSS JOIN listing l ON l.n = new.item;
END;

-- Whichever of the two rows is written last completes the pair.
CREATE TRIGGER versions_listed AFTER INSERT ON versions
  WHEN EXISTS (SELECT 1 FROM items WHERE n = new.item AND current = new.n) BEGIN
  INSERT INTO relisting(item) VALUES (new.item);
END;
CREATE TRIGGER items_listed AFTER UPDATE OF outlet, current, day, published, category, language, visibility ON items
  WHEN old.current IS NOT new.current OR old.day IS NOT new.day OR old.published IS NOT new.published
    OR old.category IS NOT new.category OR old.language IS NOT new.language OR old.outlet IS NOT new.outlet
    OR old.visibility IS NOT new.visibility BEGIN
  INSERT INTO relisting(item) VALUES (new.n);
END;
CREATE TRIGGER items_unlisted AFTER DELETE ON items BEGIN
  DELETE FROM labels WHERE place = (SELECT place FROM listing WHERE n = old.n);
  DELETE FROM listing WHERE n = old.n;
END;
CREATE TRIGGER outlets_listed AFTER UPDATE OF visibility ON outlets WHEN old.visibility IS NOT new.visibility BEGIN
  INSERT INTO relisting(item) SELECT n FROM items WHERE outlet = new.n;
END;

CREATE TRIGGER listing_counted AFTER INSERT ON listing BEGIN
  INSERT OR IGNORE INTO periods(period) VALUES (new.month), (new.month / 100 * 100);
  INSERT INTO tallies VALUES
    (new.month, 0, 0, 0, 0, 0, new.visibility, 1),
    (new.month, 0, 0, new.outlet, 0, 0, new.visibility, 1),
    (new.month, 0, 0, 0, new.category, 0, new.visibility, 1),
    (new.month, 0, 0, 0, 0, new.language, new.visibility, 1),
    (new.month, 0, 0, new.outlet, new.category, new.language, new.visibility, 1),
    (new.month / 100 * 100, 0, 0, 0, 0, 0, new.visibility, 1),
    (new.month / 100 * 100, 0, 0, new.outlet, 0, 0, new.visibility, 1),
    (new.month / 100 * 100, 0, 0, 0, new.category, 0, new.visibility, 1),
    (new.month / 100 * 100, 0, 0, 0, 0, new.language, new.visibility, 1),
    (new.month / 100 * 100, 0, 0, new.outlet, new.category, new.language, new.visibility, 1)
    ON CONFLICT DO UPDATE SET items = items + 1;
END;
CREATE TRIGGER listing_uncounted AFTER DELETE ON listing BEGIN
  UPDATE tallies SET items = items - 1
    WHERE period IN (old.month, old.month / 100 * 100) AND kind = 0 AND label = 0 AND visibility = old.visibility
    AND (outlet, category, language) IN (VALUES (0, 0, 0), (old.outlet, 0, 0), (0, old.category, 0), (0, 0, old.language),
      (old.outlet, old.category, old.language));
END;
CREATE TRIGGER labels_counted AFTER INSERT ON labels BEGIN
  INSERT INTO tallies VALUES
    (new.month, new.kind, new.term, 0, 0, 0, new.visibility, 1),
    (new.month, new.kind, new.term, new.outlet, new.category, new.language, new.visibility, 1),
    (new.month / 100 * 100, new.kind, new.term, 0, 0, 0, new.visibility, 1),
    (new.month / 100 * 100, new.kind, new.term, new.outlet, new.category, new.language, new.visibility, 1)
    ON CONFLICT DO UPDATE SET items = items + 1;
END;
CREATE TRIGGER labels_uncounted AFTER DELETE ON labels BEGIN
  UPDATE tallies SET items = items - 1
    WHERE period IN (old.month, old.month / 100 * 100) AND kind = old.kind AND label = old.term AND visibility = old.visibility
    AND (outlet, category, language) IN (VALUES (0, 0, 0), (old.outlet, old.category, old.language));
END;

INSERT INTO relisting(item) SELECT n FROM items;
