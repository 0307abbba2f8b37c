-- The words of the index with the number of items they occur in; it stores nothing of its own.
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
