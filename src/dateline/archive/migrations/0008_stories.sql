-- Which items' events were compared for stories; a mention that changed hands has its item compared again.

CREATE TABLE told_items (
  item INTEGER PRIMARY KEY,
  coding TEXT NOT NULL
) STRICT;
CREATE TRIGGER items_untold BEFORE DELETE ON items BEGIN
  INSERT OR IGNORE INTO touched_reports
    SELECT l.other FROM report_blocks b JOIN report_links l ON l.one = b.event WHERE b.item = old.n;
  DELETE FROM report_links WHERE one IN (SELECT event FROM report_blocks WHERE item = old.n);
  DELETE FROM report_links WHERE other IN (SELECT event FROM report_blocks WHERE item = old.n);
  DELETE FROM report_blocks WHERE item = old.n;
  DELETE FROM told_items WHERE item = old.n;
END;
CREATE INDEX report_links_other ON report_links(other);
CREATE TABLE touched_reports (event TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER chains_changed AFTER UPDATE OF entity ON chains WHEN old.entity IS NOT new.entity BEGIN
  DELETE FROM told_items WHERE item = new.item;
END;
