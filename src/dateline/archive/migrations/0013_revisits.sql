-- Every later fetch that gave bytes on record: that they stood there unaltered at that time is evidence.

CREATE TABLE revisits (
  n INTEGER PRIMARY KEY,
  capture INTEGER NOT NULL REFERENCES captures(n),
  url TEXT NOT NULL,
  fetched TEXT NOT NULL,
  status INTEGER,                            -- 304: the server said that nothing changed
  headers TEXT NOT NULL DEFAULT '[]',        -- [[name, value], …], with notes, as in captures
  run INTEGER REFERENCES runs(n),
  UNIQUE (capture, url, fetched)
) STRICT;
