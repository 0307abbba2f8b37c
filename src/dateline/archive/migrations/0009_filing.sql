-- Items filed in one transaction get their rows in `listing`, `labels` and `tallies` together at its end: counting by
-- groups costs a fraction of counting one by one.
--
-- INSERT INTO filing VALUES (first item number) holds back the triggers for items from that number on, DELETE FROM
-- filing writes what was held back. Both belong into one transaction, so that nobody ever sees a row in here.

CREATE TABLE filing (since INTEGER NOT NULL) STRICT;

DROP TRIGGER versions_listed;
CREATE TRIGGER versions_listed AFTER INSERT ON versions
  WHEN new.item < coalesce((SELECT since FROM filing), 9223372036854775807)
    AND EXISTS (SELECT 1 FROM items WHERE n = new.item AND current = new.n) BEGIN
  INSERT INTO relisting(item) VALUES (new.item);
END;

DROP TRIGGER items_listed;
CREATE TRIGGER items_listed AFTER UPDATE OF outlet, current, day, published, category, language, visibility ON items
  WHEN new.n < coalesce((SELECT since FROM filing), 9223372036854775807)
    AND (old.current IS NOT new.current OR old.day IS NOT new.day OR old.published IS NOT new.published
      OR old.category IS NOT new.category OR old.language IS NOT new.language OR old.outlet IS NOT new.outlet
      OR old.visibility IS NOT new.visibility) BEGIN
  INSERT INTO relisting(item) VALUES (new.n);
END;

DROP TRIGGER outlets_listed;
CREATE TRIGGER outlets_listed AFTER UPDATE OF visibility ON outlets WHEN old.visibility IS NOT new.visibility BEGIN
  INSERT INTO relisting(item)
    SELECT n FROM items WHERE outlet = new.n AND n < coalesce((SELECT since FROM filing), 9223372036854775807);
END;

DROP TRIGGER listing_counted;
CREATE TRIGGER listing_counted AFTER INSERT ON listing
  WHEN new.n < coalesce((SELECT since FROM filing), 9223372036854775807) BEGIN
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

DROP TRIGGER labels_counted;
CREATE TRIGGER labels_counted AFTER INSERT ON labels
  WHEN 4294967295 - (new.place & 4294967295) < coalesce((SELECT since FROM filing), 9223372036854775807) BEGIN
  INSERT INTO tallies VALUES
    (new.month, new.kind, new.term, 0, 0, 0, new.visibility, 1),
    (new.month, new.kind, new.term, new.outlet, new.category, new.language, new.visibility, 1),
    (new.month / 100 * 100, new.kind, new.term, 0, 0, 0, new.visibility, 1),
    (new.month / 100 * 100, new.kind, new.term, new.outlet, new.category, new.language, new.visibility, 1)
    ON CONFLICT DO UPDATE SET items = items + 1;
END;

-- While filing, the days of a capture are noted once for all items on it.
DROP TRIGGER sightings_spanned;
CREATE TRIGGER sightings_spanned AFTER INSERT ON sightings WHEN NOT EXISTS (SELECT 1 FROM filing) BEGIN
  INSERT INTO spans(capture, outlet, first, last)
    SELECT new.capture, outlet, day, day FROM items WHERE n = new.item AND day IS NOT NULL
    ON CONFLICT(capture) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last);
END;

CREATE VIEW named AS                         -- credits, tags and authors of the newest version of each item
  SELECT i.n AS item, 1 AS kind, 'credit' AS name, j.value AS value
    FROM items i CROSS JOIN versions v ON v.n = i.current AND v.credit != '[]' CROSS JOIN json_each(v.credit) j
  UNION ALL SELECT i.n, 2, 'tag', j.value
    FROM items i CROSS JOIN versions v ON v.n = i.current AND v.more != '{}' CROSS JOIN json_each(v.more, '$.tags') j
  UNION ALL SELECT i.n, 3, 'author', j.value
    FROM items i CROSS JOIN versions v ON v.n = i.current AND v.more != '{}' CROSS JOIN json_each(v.more, '$.authors') j;

CREATE TRIGGER filing_done BEFORE DELETE ON filing BEGIN
  INSERT OR IGNORE INTO terms(kind, name)
    SELECT DISTINCT 'category', category FROM items WHERE n >= old.since AND category IS NOT NULL;
  INSERT OR IGNORE INTO terms(kind, name)
    SELECT DISTINCT 'language', language FROM items WHERE n >= old.since AND language IS NOT NULL;
  INSERT OR IGNORE INTO terms(kind, name) SELECT DISTINCT name, value FROM named WHERE item >= old.since;
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
    FROM items i CROSS JOIN outlets o ON o.n = i.outlet WHERE i.n >= old.since;
  INSERT OR IGNORE INTO labels(term, place, kind, month, outlet, category, language, visibility)
    SELECT t.n, l.place, w.kind, l.month, l.outlet, l.category, l.language, l.visibility
    FROM named w CROSS JOIN terms t ON t.kind = w.name AND t.name = w.value CROSS JOIN listing l ON l.n = w.item
    WHERE w.item >= old.since;
  INSERT OR IGNORE INTO periods(period) SELECT DISTINCT month FROM listing WHERE n >= old.since;
  INSERT OR IGNORE INTO periods(period) SELECT DISTINCT month / 100 * 100 FROM listing WHERE n >= old.since;
  INSERT INTO tallies(period, kind, label, outlet, category, language, visibility, items)
    SELECT l.month / p.column1 * p.column1, 0, 0, l.outlet * s.column1, l.category * s.column2, l.language * s.column3,
      l.visibility, sum(l.items)
    FROM (SELECT month, outlet, category, language, visibility, count(*) AS items FROM listing WHERE n >= old.since
      GROUP BY 1, 2, 3, 4, 5) l
    CROSS JOIN (VALUES (1), (100)) p CROSS JOIN (VALUES (0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)) s
    WHERE true GROUP BY 1, 4, 5, 6, 7 ON CONFLICT DO UPDATE SET items = items + excluded.items;
  INSERT INTO tallies(period, kind, label, outlet, category, language, visibility, items)
    SELECT x.month / p.column1 * p.column1, x.kind, x.term, x.outlet * s.column1, x.category * s.column1,
      x.language * s.column1, x.visibility, sum(x.items)
    FROM (SELECT x.month, x.kind, x.term, x.outlet, x.category, x.language, x.visibility, count(*) AS items
      FROM listing l CROSS JOIN labels x ON x.place = l.place WHERE l.n >= old.since GROUP BY 1, 2, 3, 4, 5, 6, 7) x
    CROSS JOIN (VALUES (1), (100)) p CROSS JOIN (VALUES (0), (1)) s
    WHERE true GROUP BY 1, 2, 3, 4, 5, 6, 7 ON CONFLICT DO UPDATE SET items = items + excluded.items;
END;
