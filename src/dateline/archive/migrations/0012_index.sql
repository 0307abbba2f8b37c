-- The full-text index takes in the words of a whole transaction before it writes them (16 MB instead of 1 MB of memory)
-- and merges eight pieces at a time instead of four: half the work in a large archive. Settings stay in the file; an
-- index that is made anew needs them again.
INSERT INTO words (words, rank) VALUES ('hashsize', 16000000);
INSERT INTO words (words, rank) VALUES ('automerge', 8);
