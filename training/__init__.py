"""How the reader's model is made: public data in, the file in `src/dateline/data/model/` out. Not shipped."""
