-- The counts of each credit, tag and author over all outlets, for facets: without it they stand far apart.
CREATE INDEX tallies_labels ON tallies(period, kind, label, visibility, items) WHERE outlet = 0 AND kind > 0;
